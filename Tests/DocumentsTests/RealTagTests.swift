import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Where tags go with the models of this machine.
struct RealTagTests {
  private static let translator = Result { try Translator() }

  private static func has(_ from: String, _ to: String) -> Bool {
    (try? ModelStore().installedModels().contains { $0.from == from && $0.to == to }) ?? false
  }

  @Test(.enabled(if: has("zh", "en")))
  func marksStandAroundTheirWordsInEnglish() async throws {
    try await check(TagQuality.chineseToEnglish, from: .chinese, to: .english)
  }

  @Test(.enabled(if: has("en", "fr")))
  func marksStandAroundTheirWordsInFrench() async throws {
    try await check(TagQuality.englishToFrench, from: .english, to: .french)
  }

  /// Nine of ten units have each of their marks around the right words.
  private func check(_ cases: [TagQuality.Case], from: LanguageTag, to: LanguageTag) async throws {
    let documents = DocumentTranslator(engine: TranslatorEngine(try Self.translator.get()))
    var wrong: [String] = []
    for item in cases {
      let result = try await documents.translate(
        DocumentSource(Data(item.html.utf8)), format: "html",
        options: DocumentOptions(source: from, target: to))
      let unit = try #require(result.units.first)
      let found = unit.tags.filter { $0.role == .opening }.map(\.id).sorted().map {
        Self.content($0, of: unit)
      }
      #expect(found.count == item.accepted.count)
      if !zip(found, item.accepted).allSatisfy({ $1.contains($0) }) {
        wrong.append(String(decoding: result.bytes, as: UTF8.self))
      }
    }
    #expect(wrong.count * 10 <= cases.count, "\(wrong)")
  }

  private static func content(_ id: Int, of unit: TranslatedUnit) -> String {
    let offsets = unit.tags.filter { $0.id == id }.map(\.offset)
    guard offsets.count == 2 else { return "" }
    return String(decoding: Array(unit.text.utf8)[offsets[0]..<offsets[1]], as: UTF8.self)
  }

  /// Two hundred paragraphs with one to four marks at random words.
  @Test(.enabled(if: has("zh", "en")))
  func everyMarkComesOnce() async throws {
    var random = SeededGenerator(seed: 11)
    var options = TranslationOptions()
    options.beamSize = 1
    let engine = TranslatorEngine(try Self.translator.get(), options: options)
    for number in 0..<200 {
      let unit = Self.unit(number, &random)
      let placement = TagPlacement(unit, try await engine.translate(unit.text, from: .chinese, to: .english))
      let tags = placement.unit.tags
      #expect(tags.map(\.id).sorted() == unit.tags.map(\.id).sorted())
      var open: [(id: Int, offset: Int)] = []
      let starts = Set(WordScanner.atoms(of: placement.unit.text).map(\.lowerBound))
      let inside = Set(
        WordScanner.atoms(of: placement.unit.text).flatMap { $0.dropFirst() })
      for tag in tags {
        #expect(!inside.contains(tag.offset), "a tag splits a word of \(placement.unit.text)")
        switch tag.role {
        case .opening: open.append((tag.id, tag.offset))
        case .closing:
          let last = open.popLast()
          let opening = try #require(last)
          #expect(opening.id == tag.id && starts.contains { (opening.offset..<tag.offset).contains($0) })
        case .standalone: break
        }
      }
      #expect(open.isEmpty)
    }
  }

  private static func unit(_ number: Int, _ random: inout SeededGenerator) -> DocumentUnit {
    let parts = [
      ["委员会", "秘书处", "工作组"], ["在日内瓦", "去年", "一致"], ["审议了", "通过了", "推迟了"], ["预算草案", "关于水的报告", "新的规则"],
      ["，但", "，并"], ["没有", "将", "不再"], ["提交", "修改", "公布"], ["第\(number)号文件。", "附件二。", "任何意见。"],
    ]
    let words = parts.map { $0.randomElement(using: &random) ?? $0[0] }
    var offsets = [0]
    for word in words { offsets.append(offsets[offsets.count - 1] + word.utf8.count) }
    // Borders of words in order, two by two: pairs beside each other and around each other.
    let count = Int.random(in: 1...4, using: &random)
    var borders = Array(0..<words.count + 1).shuffled(using: &random).prefix(2 * count).sorted()
    var tags: [InlineTag] = []
    if Bool.random(using: &random), borders.count >= 4 {
      let (outer, inner) = ((borders.removeFirst(), borders.removeLast()), borders)
      tags.append(InlineTag(id: 1, role: .opening, offset: offsets[outer.0]))
      for pair in 0..<inner.count / 2 {
        tags.append(InlineTag(id: pair + 2, role: .opening, offset: offsets[inner[2 * pair]]))
        tags.append(InlineTag(id: pair + 2, role: .closing, offset: offsets[inner[2 * pair + 1]]))
      }
      tags.append(InlineTag(id: 1, role: .closing, offset: offsets[outer.1]))
    } else {
      for pair in 0..<borders.count / 2 {
        tags.append(InlineTag(id: pair + 1, role: .opening, offset: offsets[borders[2 * pair]]))
        tags.append(InlineTag(id: pair + 1, role: .closing, offset: offsets[borders[2 * pair + 1]]))
      }
    }
    return DocumentUnit(id: "u\(number)", text: words.joined(), tags: tags)
  }
}
