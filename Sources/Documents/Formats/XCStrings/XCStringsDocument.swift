import Dragoman
import Foundation

/// A catalogue with places for translations.
struct XCStringsDocument: ParsedDocument {
  /// Levels of the members of a key, of `localizations`, and of a language.
  private static let levels = (key: 3, languages: 4, language: 5)
  private static let state = "needs_review"

  let units: [DocumentUnit]
  private let source: ValueDocument.Source
  private let values: ValueUnits
  private let entries: [XCStringsReader.Entry]
  private let style: XCStringsStyle
  private let target: LanguageTag

  var declaredLanguage: LanguageTag? { source.declaredLanguage }

  init(
    _ source: ValueDocument.Source, entries: [XCStringsReader.Entry], style: XCStringsStyle,
    options: DocumentOptions
  ) {
    (self.source, self.entries, self.style) = (source, entries, style)
    target = options.target
    values = ValueUnits(source, keys: options.keys)
    units = values.units
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "xcstrings")
    guard units.contains(where: { !$0.isUnchanged }) else { return source.data }
    var texts: [Int: String] = [:]
    for (value, text) in values.changed(units) { texts[value.slot] = text }
    let edits = entries.compactMap { entry in
      entry.slots.contains { texts[$0] != nil } ? edit(entry, texts) : nil
    }
    return source.encode(SourceEdits(source.bytes, edits).bytes(in: 0..<source.bytes.count))
  }

  private func edit(_ entry: XCStringsReader.Entry, _ texts: [Int: String]) -> SourceEdits.Edit {
    let body = entry.source.map { copy($0, entry, texts) } ?? unit(texts[entry.slots.lowerBound] ?? "")
    if let range = entry.replaced { return .init(range: range, bytes: body) }
    let member = style.member(target.code, body)
    if let languages = entry.members.first(where: { $0.key == "localizations" })?.value,
      case .object(let members, let range) = languages
    {
      return insertion(of: member, target.code, in: members, range, level: Self.levels.languages)
    }
    let languages = style.member("localizations", style.object([member], level: Self.levels.languages))
    return insertion(of: languages, "localizations", in: entry.members, entry.range, level: Self.levels.key)
  }

  /// In the alphabetical order that Xcode keeps.
  private func insertion(
    of member: [UInt8], _ key: String, in members: [(key: String, value: JSONPlaces)], _ range: Range<Int>,
    level: Int
  ) -> SourceEdits.Edit {
    let separator = [UInt8(ascii: ",")] + style.newLine(level)
    if let next = members.first(where: { $0.key > key }),
      let place = JSONReader.keyRange(source.bytes, before: next.value.range.lowerBound)?.lowerBound,
      place > range.lowerBound
    {
      return .init(range: place..<place, bytes: member + separator)
    }
    guard let end = members.last?.value.range.upperBound else {
      return .init(range: range, bytes: style.object([member], level: level))
    }
    return .init(range: end..<end, bytes: separator + member)
  }

  private func unit(_ text: String) -> [UInt8] {
    let unit = style.object(
      [style.member("state", string(Self.state)), style.member("value", string(text))],
      level: Self.levels.language + 1)
    return style.object([style.member("stringUnit", unit)], level: Self.levels.language)
  }

  /// The source language's variations with new texts.
  private func copy(_ value: JSONPlaces, _ entry: XCStringsReader.Entry, _ texts: [Int: String]) -> [UInt8] {
    var edits: [SourceEdits.Edit] = states(value).map { .init(range: $0, bytes: string(Self.state)) }
    for slot in entry.slots {
      if let text = texts[slot] { edits.append(.init(range: source.slots[slot].range, bytes: string(text))) }
    }
    return SourceEdits(source.bytes, edits).bytes(in: value.range)
  }

  private func states(_ value: JSONPlaces) -> [Range<Int>] {
    guard case .object(let members, _) = value else { return [] }
    return members.flatMap { member in
      member.key == "stringUnit"
        ? member.value["state"]?.stringRange.map { [$0] } ?? [] : states(member.value)
    }
  }

  private func string(_ text: String) -> [UInt8] { [0x22] + JSONReader.escaped(text) + [0x22] }
}
