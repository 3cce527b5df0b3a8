import Dragoman
import Foundation
import Testing

/// The sample minutes from end to end: nothing lost, nothing moved.
@Suite(.enabled(if: ChineseToEnglish.isInstalled))
struct SampleMinutesTests {
  private func documents() async throws -> (source: String, result: Translation) {
    let url = ChineseToEnglish.root.appendingPathComponent("Models/samples/session-minutes.zh.txt")
    let source = try String(contentsOf: url, encoding: .utf8)
    let result = try await ChineseToEnglish.shared.get().translate(
      source, from: "zh", to: "en", options: ChineseToEnglish.greedy)
    return (source, result)
  }

  @Test func everyLineHasItsPlace() async throws {
    let (source, result) = try await documents()
    let given = source.components(separatedBy: "\n")
    let found = result.text.components(separatedBy: "\n")
    #expect(given.count == found.count)
    let detector = ProtectedSpanDetector()
    let check = FidelityCheck(from: "zh", to: "en")
    var wrongNumbers: Set<String> = []
    for (line, translation) in zip(given, found) {
      #expect(line.isEmpty == translation.isEmpty, "\(line) → \(translation)")
      let indent = line.prefix { $0.isWhitespace }
      #expect(translation.hasPrefix(indent), "\(line) → \(translation)")
      // `1.⇥`, `（a）` and `•` stay as they are.
      if let marker = line.firstMatch(of: /^\s*([0-9]+\.\t|（[a-z]）|•\t|\[footnoteRef:[0-9]\] )/)?.output.0 {
        #expect(translation.hasPrefix(marker), "\(line) → \(translation)")
      }
      #expect(line.filter { $0 == "\t" }.count == translation.filter { $0 == "\t" }.count, "\(translation)")
      for warning in check.warnings(source: line, translation: translation, spans: detector.spans(in: line)) {
        switch warning {
        case .spanMissing, .spanDuplicated, .untranslated, .sourceScriptLeft, .repetition:
          Issue.record("\(warning): \(line) → \(translation)")
        case .numberMissing, .numberUnexpected:
          wrongNumbers.insert("\(line) → \(translation)")
        default: break
        }
      }
    }
    // What the model gets wrong, in one row of the table, is told with its sentence.
    let warned = result.sentences.flatMap(\.warnings).filter { $0.code.hasPrefix("number") }
    #expect(warned.count >= wrongNumbers.count, "\(wrongNumbers)")
    #expect(wrongNumbers.count <= 1, "\(wrongNumbers)")
  }

  /// Through English, by the models that the default store has.
  @Test(arguments: ["fr", "pt"])
  func spansSurviveTheWayThroughEnglish(target: String) async throws {
    let translator = try Translator()
    guard translator.routes.contains(where: { $0.from.code == "zh" && $0.to.code == target }) else { return }
    let url = ChineseToEnglish.root.appendingPathComponent("Models/samples/session-minutes.zh.txt")
    let source = try String(contentsOf: url, encoding: .utf8)
    let result = try await translator.translate(
      source, from: "zh", to: target, options: ChineseToEnglish.greedy)
    #expect(result.route.models.count == 2)
    let (given, found) = (source.components(separatedBy: "\n"), result.text.components(separatedBy: "\n"))
    #expect(given.count == found.count)
    let detector = ProtectedSpanDetector()
    for (line, translation) in zip(given, found) {
      #expect(line.isEmpty == translation.isEmpty)
      for warning in FidelityCheck(from: "zh", to: target)
        .warnings(source: line, translation: translation, spans: detector.spans(in: line))
      {
        switch warning {
        case .spanMissing, .spanDuplicated: Issue.record("\(warning): \(line) → \(translation)")
        default: break
        }
      }
    }
  }
}
