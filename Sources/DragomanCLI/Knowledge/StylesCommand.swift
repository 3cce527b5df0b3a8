import ArgumentParser
import Dragoman

struct StylesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "styles", abstract: "List the styles that translations can be written in, and their rules.",
    discussion: """
      dragoman translate --style wipo minutes.txt
      dragoman translate --style un,no-quotes minutes.txt
      """)

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let rows = StyleRule.allCases.map(Row.init)
    if json { return try Terminal.show(json: rows) }
    let table = rows.map { [$0.rule, $0.styles.joined(separator: " "), $0.summary] }
    Terminal.show(Terminal.table([["RULE", "STYLES", "WHAT IT WRITES"]] + table))
  }

  private struct Row: Encodable {
    let rule: String
    let language: String?
    let styles: [String]
    let summary: String

    init(_ rule: StyleRule) {
      (self.rule, language, summary) = (rule.rawValue, rule.language, rule.summary)
      styles = StyleProfile.allCases.filter { $0.rules.contains(rule) }.map(\.rawValue)
    }
  }
}
