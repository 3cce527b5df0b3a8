/// A value's text taken apart: its paragraphs, and the messages in its branches.
package struct ValueContent: Sendable {
  /// A stretch that is a unit by itself.
  package struct Segment: Sendable {
    var range: Range<Int>
    /// Branches that it is in.
    var depth: Int
    /// Which of the value's: empty for all of it, else `{count.one}` or a number.
    package var label: String
    package var unit: DocumentUnit
    var stretches: [Int: InlineBuilder.Stretch]
  }

  let bytes: [UInt8]
  let syntax: MessageSyntax
  package private(set) var segments: [Segment] = []
  /// Arguments and their branches, in order.
  private(set) var shape: [String] = []
  /// `&` is markup in it.
  private(set) var hasReferences = false
  private(set) var doublesApostrophes: Bool

  /// - Returns: nil for a message with broken syntax.
  package init?(_ text: String, syntax: MessageSyntax) {
    bytes = Array(text.utf8)
    self.syntax = syntax
    doublesApostrophes = syntax == .java || (syntax == .icu && text.contains("''"))
    var reader = ValueTokenReader(bytes, syntax: syntax)
    guard let messages = reader.messages() else { return nil }
    shape = reader.shape
    hasReferences = reader.hasReferences
    for message in messages {
      let parts = message.tokens.split { if case .boundary = $0.kind { true } else { false } }
      var found: [Segment] = []
      for part in parts {
        if let segment = Self.segment(part, message) { found.append(segment) }
      }
      for (index, segment) in found.enumerated() {
        var segment = segment
        if found.count > 1 { segment.label += "[\(index + 1)]" }
        segments.append(segment)
      }
    }
  }

  private static func segment(
    _ tokens: ArraySlice<ValueToken>, _ message: ValueTokenReader.Message
  ) -> Segment? {
    var builder = InlineBuilder()
    builder.preservesSpace = true
    for token in tokens {
      switch token.kind {
      case .scalar(let scalar): builder.add(scalar, at: token.range)
      case .literal(let text): builder.literal(text, at: token.range)
      case .opening(let name): builder.open(name, at: token.range)
      case .closing(let name): builder.close(name, at: token.range)
      case .standalone: builder.standalone(at: token.range)
      case .lineBreak: builder.lineBreak(at: token.range)
      case .boundary: break
      }
    }
    guard builder.hasText, let range = builder.range else { return nil }
    let stretches = builder.stretches
    return Segment(
      range: range, depth: message.depth, label: message.label, unit: builder.unit(id: ""),
      stretches: stretches)
  }

  // MARK: - Writing

  /// The text with new units in it.
  /// - Parameter units: one for each segment.
  /// - Returns: nil where a message would not be read as the source's is.
  package func written(_ units: [TranslatedUnit]) -> String? {
    var edits: [SourceEdits.Edit] = []
    let order = segments.indices.sorted { segments[$0].depth > segments[$1].depth }
    for group in order.chunked(by: { segments[$0].depth == segments[$1].depth }) {
      let inner = SourceEdits(bytes, edits)
      var outer: [SourceEdits.Edit] = []
      for index in group where !units[index].isUnchanged {
        let segment = segments[index]
        let writer = InlineWriter(stretches: segment.stretches, source: inner.bytes(in:), escape: escaped)
        outer.append(.init(range: segment.range, bytes: writer.write(units[index])))
      }
      outer.sort { $0.range.lowerBound < $1.range.lowerBound }
      edits = Self.merged(outer, edits)
    }
    let text = String(decoding: SourceEdits(bytes, edits).bytes(in: 0..<bytes.count), as: UTF8.self)
    guard syntax != .none else { return text }
    return ValueContent(text, syntax: syntax)?.shape.sorted() == shape.sorted() ? text : nil
  }

  /// Larger stretches, and what lies outside of them.
  private static func merged(_ outer: [SourceEdits.Edit], _ inner: [SourceEdits.Edit]) -> [SourceEdits.Edit] {
    var result = outer
    var next = 0
    for edit in inner.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      while next < outer.count, outer[next].range.upperBound < edit.range.upperBound { next += 1 }
      if next < outer.count, outer[next].range.lowerBound <= edit.range.lowerBound { continue }
      result.append(edit)
    }
    return result
  }

  private func escaped(_ text: String) -> [UInt8] {
    let source = Array(text.utf8)
    var result: [UInt8] = []
    for (index, byte) in source.enumerated() {
      let next = index + 1 < source.count ? source[index + 1] : nil
      switch byte {
      case UInt8(ascii: "&") where hasReferences && !CharacterReference.isUnknownName(source, at: index):
        result += Array("&amp;".utf8)
      case UInt8(ascii: "<") where hasReferences: result += Array("&lt;".utf8)
      case UInt8(ascii: ">") where hasReferences: result += Array("&gt;".utf8)
      case UInt8(ascii: "'"):
        let isBefore = next.map { "{}#|<'".utf8.contains($0) } ?? true
        let doubles = doublesApostrophes || (syntax == .icu && isBefore)
        result += doubles ? [byte, byte] : [byte]
      case 0xA0 where hasReferences && result.last == 0xC2:
        result.removeLast()
        result += Array("&nbsp;".utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}

extension Array {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = 0
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      chunks.append(self[start..<index])
      start = index
    }
    return isEmpty ? [] : chunks + [self[start...]]
  }
}
