import Dragoman

/// Finds the units of an HTML source.
struct HTMLReader {
  /// Where a unit's text goes.
  struct Slot: Sendable {
    /// Bytes of the source.
    var range: Range<Int>
    /// The unit's number.
    var unit: Int
    /// What stands for its tags.
    var stretches: [Int: InlineBuilder.Stretch] = [:]
    /// For an attribute's value its quotation mark, 0 where it has none; nil for text.
    var quote: UInt8?
  }

  /// The root of a whole page.
  struct Root: Sendable {
    var range: Range<Int>
    /// Behind the name `html`.
    var nameEnd: Int
    var attributes: [HTMLToken.Attribute]
  }

  let bytes: [UInt8]
  private let tokens: [HTMLToken]
  private let ends: HTMLElementEnds
  private let parts: Set<DocumentOptions.Part>
  /// Whether the source is well-formed: elements end where they say, and may do so by their own tag, as `<a/>` does.
  private let isXML: Bool
  private(set) var units: [DocumentUnit] = []
  private(set) var paragraphs: [Slot] = []
  /// In the order of the source, as are `paragraphs`; they may stand inside those.
  private(set) var attributes: [Slot] = []
  private(set) var root: Root?
  /// The bytes of encoding names in `meta` elements.
  private(set) var charsets: [Range<Int>] = []
  private var builder = InlineBuilder()
  private var block = "text"
  private var counts: [String: Int] = [:]
  private var breaks = 0

  init(_ bytes: [UInt8], parts: Set<DocumentOptions.Part>, isXML: Bool = false) {
    self.bytes = bytes
    self.isXML = isXML
    self.parts = parts
    tokens = HTMLTokenizer.tokens(of: bytes, isXML: isXML)
    ends = HTMLElementEnds(tokens, in: bytes, isXML: isXML)
    var index = 0
    while index < tokens.count { index = read(index) }
    flush()
  }

  /// Reads a token, or an element that is left alone.
  /// - Returns: the next token to read.
  private mutating func read(_ index: Int) -> Int {
    let token = tokens[index]
    switch token.kind {
    case .text: addText(token.range)
    case .other: if !token.range.isEmpty { addComment(token.range) }
    case .end(let name):
      if HTMLElements.inline.contains(name) { builder.close(name, at: token.range) } else { flush() }
    case .start(let name, let attributes, let isSelfClosing):
      let isKept = HTMLElements.isKept(attributes, in: bytes)
      if !isKept { addAttributes(attributes, of: name) }
      guard !isKept, !HTMLElements.untranslated.contains(local(name)) else {
        return skip(index, name: name, isEmpty: isSelfClosing || !isXML && HTMLElements.void.contains(name))
      }
      if HTMLElements.readings.contains(name), !isSelfClosing, builder.range != nil {
        // How words are read is of no use for their translation.
        return ends.reading(index, name)
      }
      if name == "sup" || isNoteLink(name, attributes), let end = ends.noteMark(index, name) {
        builder.standalone(at: token.range.lowerBound..<tokens[end - 1].range.upperBound)
        return end
      }
      if isXML, !isSelfClosing, HTMLElements.void.contains(name) {
        let end = ends.xmlElement(index)
        start(name, attributes, token.range.lowerBound..<tokens[end - 1].range.upperBound)
        return end
      }
      if isXML, isSelfClosing, HTMLElements.inline.contains(name), !HTMLElements.void.contains(name) {
        builder.standalone(at: token.range)
      } else {
        start(name, attributes, token.range)
      }
    }
    return index + 1
  }

  private mutating func start(_ name: String, _ attributes: [HTMLToken.Attribute], _ range: Range<Int>) {
    switch name {
    case "br":
      breaks += 1
      builder.lineBreak(at: range)
      // Two breaks make a paragraph.
      if breaks > 1 { flush() }
    case "img", "input", "wbr": builder.standalone(at: range)
    case let name where HTMLElements.inline.contains(name):
      builder.open(name, at: range, keepsApart: name == "a" || name == "button" || name == "label")
    default:
      flush()
      if name == "html", root == nil {
        root = Root(range: range, nameEnd: range.lowerBound + 5, attributes: attributes)
      }
      if name == "meta" { readMeta(attributes) }
      if !HTMLElements.void.contains(name) { block = name }
    }
  }

  private mutating func addText(_ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      if let reference = CharacterReference.read(bytes, at: position, end: range.upperBound) {
        builder.add(reference.scalar, at: position..<reference.end)
        breaks = 0
        position = reference.end
        continue
      }
      let width = UTF8Width.width(of: bytes[position])
      let end = min(position + width, range.upperBound)
      if let scalar = UTF8Width.scalar(bytes[position..<end]) {
        if !HTMLTokenizer.isSpace(bytes[position]) { breaks = 0 }
        builder.add(scalar, at: position..<end)
      }
      position = end
    }
  }

  private mutating func addComment(_ range: Range<Int>) {
    // Outside of a paragraph a comment is layout.
    if builder.range != nil { builder.standalone(at: range) }
  }

  private mutating func flush() {
    breaks = 0
    defer { builder = InlineBuilder() }
    guard builder.hasText, let range = builder.range, Translatability.isTranslatable(builder.text) else {
      return
    }
    paragraphs.append(Slot(range: range, unit: units.count, stretches: builder.stretches))
    units.append(builder.unit(id: id(block)))
  }

  private mutating func id(_ name: String) -> String {
    counts[name, default: 0] += 1
    return "\(name)[\(counts[name] ?? 1)]"
  }

  // MARK: - Attributes

  private mutating func addAttributes(_ attributes: [HTMLToken.Attribute], of name: String) {
    guard parts.contains(.alternativeTexts) else { return }
    for attribute in attributes
    where attribute.hasValue && HTMLElements.visibleAttributes.contains(attribute.name) {
      addValue(attribute, "\(name)@\(attribute.name)")
    }
    let isButton = name == "input" && ["submit", "button", "reset"].contains(value("type", of: attributes))
    if isButton, let attribute = attributes.first(where: { $0.name == "value" && $0.hasValue }) {
      addValue(attribute, "input@value")
    }
  }

  private mutating func readMeta(_ attributes: [HTMLToken.Attribute]) {
    charsets += HTMLCharset.nameRanges(of: attributes, in: bytes)
    let content = attributes.first { $0.name == "content" && $0.hasValue }
    guard let content else { return }
    let name = value("name", of: attributes) ?? value("property", of: attributes)
    if let name, HTMLElements.descriptions.contains(name), parts.contains(.metadata) {
      addValue(content, "meta@\(name)")
    }
  }

  private mutating func addValue(_ attribute: HTMLToken.Attribute, _ name: String) {
    var text = InlineBuilder()
    var position = attribute.value.lowerBound
    while position < attribute.value.upperBound {
      let reference = CharacterReference.read(bytes, at: position, end: attribute.value.upperBound)
      let end =
        reference?.end ?? min(position + UTF8Width.width(of: bytes[position]), attribute.value.upperBound)
      if let scalar = reference?.scalar ?? UTF8Width.scalar(bytes[position..<end]) {
        text.add(scalar, at: position..<end)
      }
      position = end
    }
    guard text.hasText, Translatability.isTranslatable(text.text) else { return }
    attributes.append(Slot(range: attribute.value, unit: units.count, quote: attribute.quote ?? 0))
    units.append(text.unit(id: id(name)))
  }

  private func value(_ name: String, of attributes: [HTMLToken.Attribute]) -> String? {
    attributes.first { $0.name == name && $0.hasValue }
      .map { String(decoding: bytes[$0.value], as: UTF8.self).lowercased() }
  }

  // MARK: - What is left alone

  /// Passes over an element with all its content.
  private mutating func skip(_ index: Int, name: String, isEmpty: Bool) -> Int {
    let isInline = HTMLElements.inline.contains(local(name))
    let end = isEmpty ? index + 1 : ends.element(index, name)
    let range = tokens[index].range.lowerBound..<tokens[end - 1].range.upperBound
    if !isInline, name != "script", name != "style", name != "template" {
      flush()
    } else if isInline {
      let content = tokens[index..<end].filter { $0.kind == .text }.map { token in
        String(decoding: bytes[token.range], as: UTF8.self)
      }
      let text = content.joined()
      breaks = 0
      if ["svg", "math"].contains(local(name)) || text.contains("&") || isEmpty {
        builder.literal("", at: range)
      } else {
        builder.literal(text.split(whereSeparator: \.isWhitespace).joined(separator: " "), at: range)
      }
    } else if builder.range != nil {
      builder.standalone(at: range)
    }
    return end
  }

  /// In books, links to notes say that they are.
  private func isNoteLink(_ name: String, _ attributes: [HTMLToken.Attribute]) -> Bool {
    name == "a"
      && attributes.contains {
        ["epub:type", "role"].contains($0.name)
          && String(decoding: bytes[$0.value], as: UTF8.self).contains("noteref")
      }
  }

  /// Without a prefix: XHTML may have one before what is of another language.
  private func local(_ name: String) -> String {
    isXML ? name.split(separator: ":").last.map(String.init) ?? name : name
  }
}
