import Dragoman
import Foundation
import Terminology
import Testing

/// Sentences with terms of three glossaries, by real models: whether required terms are there, in their place, once.
@Suite struct TermSetTests {
  private struct Line {
    var source: String
    /// As they stand in the source, with what they may be called.
    var terms: [(form: String, targets: [String])]
  }

  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func lines(_ pair: String) throws -> [Line] {
    let text = try String(contentsOf: tests.appending(path: "Resources/\(pair).tsv"), encoding: .utf8)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let cells = line.split(separator: "\t")
      let terms =
        cells.count < 2 ? [] : cells[1].split(separator: ";").map { $0.split(separator: "=", maxSplits: 1) }
      return Line(
        source: String(cells[0]),
        terms: terms.map { (String($0[0]), $0[1].split(separator: "|").map(String.init)) })
    }
  }

  private static func glossaries() throws -> [Glossary] {
    let shipped = tests.appending(path: "../../Glossaries").standardizedFileURL
    return try [
      tests.appending(path: "Resources/house.csv"), shipped.appending(path: "wipo-ip.csv"),
      shipped.appending(path: "un-countries.csv"),
    ].map { Glossary(try GlossaryFile().read($0.path)) }
  }

  private static func isInstalled(_ from: String, _ to: String) -> Bool {
    (try? ModelStore().installedModels().contains { $0.from == from && $0.to == to }) ?? false
  }

  private static func range(of form: String, in text: String) -> Range<String.Index>? {
    text.range(of: form, options: .caseInsensitive)
  }

  @Test(arguments: [("zh", "en"), ("en", "fr")]) func requiredTermsHold(from: String, to: String) async throws
  {
    guard Self.isInstalled(from, to) else { return }
    let lines = try Self.lines("\(from)-\(to)")
    let glossaries = try Self.glossaries()
    let language = try LanguageTag(to)
    let required = Set(
      glossaries.flatMap(\.entries).filter { $0.status == .required }.compactMap {
        $0.forms(in: language).first
      })
    let translator = try Translator()
    var options = TranslationOptions()
    options.returnsAlignment = true
    let free = try await translator.translate(lines.map(\.source), from: from, to: to, options: options)
    options.glossaries = glossaries
    let held = try await translator.translate(lines.map(\.source), from: from, to: to, options: options)
    var (wanted, there, placed) = (0, 0, 0)
    for (line, (free, held)) in zip(lines, zip(free, held)) {
      #expect(held.sentences.allSatisfy { $0.finishReason == .endOfSentence }, "\(line.source)")
      if line.terms.isEmpty {
        #expect(free.text == held.text)
        continue
      }
      for (form, targets) in line.terms where targets.contains(where: required.contains) {
        wanted += 1
        guard targets.contains(where: { Self.range(of: $0, in: held.text) != nil }) else { continue }
        there += 1
        if held.sentences.contains(where: { Self.isPlaced(form, targets, $0) }) { placed += 1 }
      }
    }
    #expect(wanted > 150)
    #expect(Double(there) >= 0.99 * Double(wanted), "\(there) of \(wanted)")
    #expect(Double(placed) >= 0.95 * Double(wanted), "\(placed) of \(wanted)")
  }

  /// The project's own model reads what a term is to be called in its source.
  @Test func whatAModelIsToldIsSaidAndNothingIsLeftOfIt() async throws {
    guard Self.isInstalled("en", "zh") else { return }
    let (from, to) = (try LanguageTag("en"), try LanguageTag("zh"))
    let glossary = Glossary(
      terms: ["chair": "主持人", "office": "产权局", "draft report": "报告初稿"], from: from, to: to)
    let sentences = [
      "The chair opened the meeting at nine o'clock.",
      "The office has received the draft report of the committee.",
      "After lunch, the chair thanked the office for its work.",
      "A draft report was sent to all members last week.",
    ]
    var options = TranslationOptions()
    options.glossaries = [glossary]
    options.returnsAlignment = true
    for result in try await Translator().translate(sentences, from: "en", to: "zh", options: options) {
      #expect(!result.text.contains { "⟦¦⟧".contains($0) }, "\(result.text)")
      let source = result.sentences.map(\.source).joined()
      for entry in glossary.entries {
        let (form, target) = (entry.forms(in: from)[0], entry.forms(in: to)[0])
        guard source.contains(form) else { continue }
        #expect(result.text.ranges(of: target).count == 1, "\(result.text)")
        #expect(result.sentences.contains { Self.isPlaced(form, [target], $0) })
      }
    }
  }

  /// Whether words of the source's form are linked to words of a target.
  private static func isPlaced(_ form: String, _ targets: [String], _ sentence: SentenceTranslation) -> Bool {
    guard let source = span(of: form, in: sentence.source) else { return false }
    return targets.contains { target in
      guard let place = span(of: target, in: sentence.text) else { return false }
      return (sentence.alignment ?? []).contains { link in
        link.source.start < source.end && source.start < link.source.end && link.target.start < place.end
          && place.start < link.target.end
      }
    }
  }

  private static func span(of form: String, in text: String) -> TextSpan? {
    range(of: form, in: text).map { range in
      let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
      return TextSpan(
        start: start, end: start + text.unicodeScalars.distance(from: range.lowerBound, to: range.upperBound))
    }
  }
}
