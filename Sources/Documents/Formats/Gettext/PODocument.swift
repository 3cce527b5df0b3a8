import Dragoman
import Foundation

/// A catalogue of gettext with places for its translations.
struct PODocument: ParsedDocument {
  /// A text with its unit.
  private struct Part {
    /// nil where there is nothing to translate.
    var unit: Int?
    var text: String
    /// White space at the ends, which the translation has too.
    var start = ""
    var end = ""
  }

  private struct Item {
    var entry: POEntry
    var singular: Part
    var plural: Part?
    var directives: FormatDirectives?
  }

  private(set) var units: [DocumentUnit] = []
  let declaredLanguage: LanguageTag?
  private let source: Data
  private let encoding: TextEncoding
  private let bytes: [UInt8]
  private let options: DocumentOptions
  private let style: POStyle
  private let header: POHeader?
  private let plurals: POPlurals
  private let start: Int
  private var items: [Item] = []
  private var ids = UniqueIDs()

  init(
    _ source: Data, _ encoding: TextEncoding, _ bytes: [UInt8], _ entries: [POEntry], options: DocumentOptions
  ) {
    self.source = source
    self.encoding = encoding
    self.bytes = bytes
    self.options = options
    style = POStyle(bytes, entries)
    header = entries.first.flatMap { POHeader($0, bytes) }
    start = entries.first?.start ?? 0
    let isTranslated = entries.contains { entry in
      !entry.isFuzzy && entry.id?.literals.contains { !$0.isEmpty } == true
        && entry.translations.contains { $0.field.literals.contains { !$0.isEmpty } }
    }
    plurals = POPlurals(header, target: options.target, isTranslated: isTranslated)
    declaredLanguage = header?["X-Source-Language"].flatMap { try? LanguageTag($0) }
    for entry in entries where isWanted(entry) { add(entry) }
  }

  private func isWanted(_ entry: POEntry) -> Bool {
    // The header, and what has its place further down in joined files.
    guard let id = entry.id, id.literals.contains(where: { !$0.isEmpty }) else { return false }
    return isReplaced(entry) || entry.translations.contains { isEmpty($0.field) }
      || (entry.plural != nil && entry.translations.count < plurals.forms.count)
  }

  private func isReplaced(_ entry: POEntry) -> Bool {
    options.replacesTranslations || !plurals.fits || entry.isFuzzy
  }

  private func isEmpty(_ field: POEntry.Field) -> Bool { field.literals.allSatisfy(\.isEmpty) }

  private mutating func add(_ entry: POEntry) {
    guard let id = entry.id, let text = POString.text(bytes, id.literals) else { return }
    let name = ids.next("line[\(entry.line)]")
    let singular = part(text, name, entry)
    var item = Item(
      entry: entry, singular: singular, directives: FormatDirectives(flags: entry.flags))
    if let plural = entry.plural {
      guard let text = POString.text(bytes, plural.literals) else { return }
      item.plural = part(text, ids.next("\(name)/plural"), entry)
    }
    if singular.unit != nil || item.plural?.unit != nil { items.append(item) }
  }

  private mutating func part(_ text: String, _ id: String, _ entry: POEntry) -> Part {
    let scalars = text.unicodeScalars
    let start = scalars.prefix { $0.properties.isWhitespace }
    let end = scalars[start.endIndex...].reversed().prefix { $0.properties.isWhitespace }.reversed()
    let body = scalars[start.endIndex...].dropLast(end.count)
    var part = Part(unit: nil, text: text)
    guard Translatability.isTranslatable(String(body)) else { return part }
    part.unit = units.count
    (part.start, part.end) = (String(start), String(String.UnicodeScalarView(end)))
    units.append(
      DocumentUnit(
        id: id, text: String(body), context: entry.context.flatMap { POString.text(bytes, $0.literals) },
        notes: entry.notes, preservesSpace: true))
    return part
  }

  // MARK: - Writing

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: "po")
    guard units.contains(where: { !$0.isUnchanged }) else { return source }
    var edits: [SourceEdits.Edit] = []
    for item in items {
      guard let fields = fields(of: item, units), let first = item.entry.translations.first,
        let last = item.entry.translations.last
      else { continue }
      edits.append(
        SourceEdits.Edit(range: first.field.lines.lowerBound..<last.field.lines.upperBound, bytes: fields))
      edits += markEdits(item.entry)
    }
    guard !edits.isEmpty else { return source }
    // A new header stands before the first entry's mark.
    edits = headerEdits() + edits
    return POFormat.namingUTF8(encoding.encode(SourceEdits(bytes, edits).bytes(in: 0..<bytes.count)))
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] {
    items.flatMap { item in
      [item.singular, item.plural].compactMap(\.self).compactMap { part -> DocumentReport.Warning? in
        guard let unit = part.unit, !units[unit].isUnchanged, written(part, item, units) == nil else {
          return nil
        }
        return DocumentReport.Warning(
          unit: units[unit].id, code: "format_directive",
          message: "the translation would not keep what the program fills in, and was left out")
      }
    }
  }

  /// A text's translation; nil where there is none that can be used.
  private func written(_ part: Part, _ item: Item, _ units: [TranslatedUnit]) -> String? {
    guard let unit = part.unit, !units[unit].isUnchanged else { return nil }
    let text = part.start + units[unit].text + part.end
    guard let directives = item.directives else { return text }
    return directives.checked(text, of: part.text)
  }

  /// The entry's `msgstr` lines; nil where nothing is new.
  private func fields(of item: Item, _ units: [TranslatedUnit]) -> [UInt8]? {
    let singular = written(item.singular, item, units)
    let isOneLine = item.entry.id.map { $0.literals.count == 1 && hasLines(item.singular.text) } ?? false
    guard let plural = item.plural else {
      return singular.map { style.field("msgstr ", $0, isOneLine: isOneLine) }
    }
    let other = written(plural, item, units)
    guard singular != nil || other != nil,
      singular != nil || item.singular.unit == nil || !isChanged(item.singular, units),
      other != nil || plural.unit == nil || !isChanged(plural, units)
    else { return nil }
    let (one, many) = (singular ?? item.singular.text, other ?? plural.text)
    var lines: [[UInt8]] = []
    for form in 0..<plurals.forms.count {
      if !isReplaced(item.entry), item.entry.translations.indices.contains(form),
        !isEmpty(item.entry.translations[form].field)
      {
        lines.append(Array(bytes[item.entry.translations[form].field.lines]))
        continue
      }
      let isOne =
        plurals.forms.isSingular(form)
        || (plurals.forms.isLikeSingular(form) && FormatDirectives.agree(one, many))
      lines.append(style.field("msgstr[\(form)] ", isOne ? one : many, isOneLine: isOneLine))
    }
    return Array(lines.joined(separator: style.lineEnd))
  }

  private func isChanged(_ part: Part, _ units: [TranslatedUnit]) -> Bool {
    part.unit.map { !units[$0].isUnchanged } ?? false
  }

  private func hasLines(_ text: String) -> Bool { text.unicodeScalars.dropLast().contains("\n") }

  /// The entry becomes fuzzy; what its old translation was of is no longer said.
  private func markEdits(_ entry: POEntry) -> [SourceEdits.Edit] {
    var edits = entry.previous.map { SourceEdits.Edit(range: $0, bytes: []) }
    guard !entry.isFuzzy, let body = entry.body else { return edits }
    if let place = entry.flagPlace {
      let mark = entry.flags.isEmpty ? " fuzzy" : "fuzzy, "
      edits.append(SourceEdits.Edit(range: place..<place, bytes: Array(mark.utf8)))
    } else {
      edits.append(SourceEdits.Edit(range: body..<body, bytes: Array("#, fuzzy".utf8) + style.lineEnd))
    }
    return edits
  }

  private func headerEdits() -> [SourceEdits.Edit] {
    let hasPlurals = items.contains { $0.plural != nil }
    guard let header else {
      let fields = POHeader.new(plurals.fields(of: nil, hasPlurals: hasPlurals), style: style)
      return [SourceEdits.Edit(range: start..<start, bytes: fields)]
    }
    return header.edits(setting: plurals.fields(of: header, hasPlurals: hasPlurals), style: style)
  }
}
