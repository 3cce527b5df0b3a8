import ArgumentParser
import Dragoman

/// How translations are written.
struct StyleArguments: ParsableArguments {
  @Option(
    name: .customLong("style"),
    help: ArgumentHelp(
      "Write as this house does: un or wipo, or a rule of its own; no-RULE takes one out. Give it again, or a list with "
        + "commas, for more; dragoman styles lists them.",
      valueName: "style"))
  var names: [String] = []

  /// nil where none is given.
  func style() throws -> TextStyle? { try Self.style(names) }

  static func style(_ names: [String]) throws -> TextStyle? {
    guard !names.isEmpty else { return nil }
    var style = TextStyle()
    for name in names.flatMap({ $0.split(separator: ",") }).map({ $0.lowercased() }) {
      if let profile = StyleProfile(rawValue: name) {
        for rule in StyleRule.allCases where profile.rules.contains(rule) { style.insert(rule) }
      } else if let rule = StyleRule(rawValue: name) {
        style.insert(rule)
      } else if name.hasPrefix("no-"), let rule = StyleRule(rawValue: String(name.dropFirst(3))) {
        style.remove(rule)
      } else {
        throw ValidationError("--style has no “\(name)”; dragoman styles lists what there is.")
      }
    }
    return style
  }
}
