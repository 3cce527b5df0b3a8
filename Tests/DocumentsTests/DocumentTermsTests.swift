import Documents
import Dragoman
import Foundation
import Testing

/// Calls towns by one of two names, as a model does that reads sentence by sentence, unless it is told which.
private struct WaveringEngine: UnitTranslating {
  func language(of text: String) -> LanguageTag? { .english }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    translate(text, terms: nil, from, to)
  }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag, terms: Glossary) -> TextTranslation {
    translate(text, terms: terms, from, to)
  }

  private func translate(_ text: String, terms: Glossary?, _ from: LanguageTag, _ to: LanguageTag)
    -> TextTranslation
  {
    var result = ""
    var links: [Alignment.Link] = []
    var position = 0
    // Three sentences in four say the name in one way.
    let isOdd = text.utf8.reduce(0) { $0 &+ Int($1) } % 4 == 0
    for word in text.split(separator: " ") {
      if !result.isEmpty { result += " " }
      let given = terms?.entries.first { $0.forms(in: from) == [String(word)] }?.forms(in: to).first
      let name =
        given ?? (word.hasPrefix("Town") ? (isOdd ? "Ville" : "Cité") + word.dropFirst(4) : "x" + word)
      let start = result.utf8.count
      result += name
      links.append(.init(source: position..<position + word.utf8.count, target: start..<result.utf8.count))
      position += word.utf8.count + 1
    }
    return TextTranslation(
      text: result, blocks: [.init(source: 0..<text.utf8.count, target: 0..<result.utf8.count)],
      alignment: Alignment(links))
  }
}

/// Has a word for each character, and one for a name.
private struct NamingEngine: UnitTranslating {
  let name: String

  func language(of text: String) -> LanguageTag? { .chinese }

  func translate(_ text: String, from: LanguageTag, to: LanguageTag) -> TextTranslation {
    var (result, position): (String, Int) = ("", 0)
    var links: [Alignment.Link] = []
    var rest = text[...]
    while let first = rest.first {
      let source = rest.hasPrefix(name) ? name : String(first)
      rest = rest.dropFirst(source.count)
      if !result.isEmpty { result += " " }
      let start = result.utf8.count
      result += source == name ? "Somebody" : "w" + String(first.unicodeScalars.first?.value ?? 0, radix: 16)
      links.append(
        .init(source: position..<position + source.utf8.count, target: start..<result.utf8.count))
      position += source.utf8.count
    }
    return TextTranslation(
      text: result, blocks: [.init(source: 0..<text.utf8.count, target: 0..<result.utf8.count)],
      alignment: Alignment(links))
  }
}

@Suite struct DocumentTermsTests {
  private static let towns: [String] = (0..<50).map { number in
    let letters = Array("abcdefghij")
    return "Town" + String([letters[number / 10], letters[number % 10]])
  }

  /// A hundred pages of forty lines.
  private static let text = (0..<4_000).map { line in
    "on day \(["one", "two", "six", "ten"][line % 4]) of \(line * 7) they left \(towns[line % 50]) for the coast of \(line)"
  }.joined(separator: "\n\n")

  private static func translate(keepsTerms: Bool) async throws -> TranslatedDocument {
    let french = try LanguageTag("fr")
    let translator = DocumentTranslator(engine: WaveringEngine())
    var options = DocumentOptions(source: .english, target: french)
    options.keepsTerms = keepsTerms
    return try await translator.translate(
      DocumentSource(Data(text.utf8), name: "long.txt"), format: "txt", options: options)
  }

  private static func names(of town: String, in text: String) -> Set<String> {
    Set(["Ville", "Cité"].map { $0 + town.dropFirst(4) }.filter { text.contains($0 + " ") })
  }

  @Test func eachNameIsRenderedInOneWay() async throws {
    let free = String(decoding: try await Self.translate(keepsTerms: false).bytes, as: UTF8.self)
    #expect(Self.towns.contains { Self.names(of: $0, in: free).count == 2 })
    let result = try await Self.translate(keepsTerms: true)
    let text = String(decoding: result.bytes, as: UTF8.self)
    for town in Self.towns {
      let names = Self.names(of: town, in: text)
      #expect(names.count == 1, "\(town)")
      let term = try #require(result.terms.first { $0.source == town })
      #expect(term.count == 80 && names == [term.target] && term.others.isEmpty)
    }
  }

  /// Words that come again and again are a term where each of them says something.
  @Test func termsAreMadeOfWordsThatSaySomething() async throws {
    let text = (3..<9).map { "It took us less than \($0) days, letters were written about annual fees." }
    var options = DocumentOptions(source: .english, target: try LanguageTag("fr"))
    options.keepsTerms = true
    let result = try await DocumentTranslator(engine: WaveringEngine()).translate(
      DocumentSource(Data(text.joined(separator: "\n\n").utf8), name: "a.txt"), format: "txt",
      options: options)
    #expect(result.terms.map(\.source) == ["annual fees"])
  }

  /// A name that reads as two known words is a name all the same.
  @Test(arguments: ["马尔科夫", "索菲娜"]) func namesInChineseAreFound(name: String) async throws {
    let text = ["在河边遇见了。", "的信昨天寄到。", "没有回答问题。", "昨天离开了城市。"].map { name + $0 }
    let translator = DocumentTranslator(engine: NamingEngine(name: name))
    var options = DocumentOptions(source: .chinese, target: .english)
    options.keepsTerms = true
    let result = try await translator.translate(
      DocumentSource(Data(text.joined(separator: "\n\n").utf8), name: "a.txt"), format: "txt",
      options: options)
    #expect(result.terms.map(\.source) == [name], "\(result.terms)")
    #expect(result.terms.first?.target == "Somebody")
  }

  @Test func theTermsOfOneDocumentAreNoneOfTheOthers() async throws {
    #expect(try await Self.translate(keepsTerms: false).terms.isEmpty)
  }
}
