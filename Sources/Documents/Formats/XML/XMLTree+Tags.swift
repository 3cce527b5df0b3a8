extension XMLTree {
  /// The tag that begins an element, with some attributes set, or taken out where the value is nil.
  func openingTag(of node: Int, setting values: [(name: String, value: String?)]) -> [UInt8] {
    let tag = nodes[node].openingTag
    var edits: [SourceEdits.Edit] = []
    var added: [UInt8] = []
    let attributes = attributes(of: node)
    var end = tag.upperBound - (bytes[..<tag.upperBound].last == UInt8(ascii: ">") ? 1 : 0)
    if end > tag.lowerBound, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    while end > tag.lowerBound, XMLAttribute.isSpace(bytes[end - 1]) { end -= 1 }
    for (name, value) in values {
      if let attribute = attributes.first(where: { bytes[$0.name].elementsEqual(name.utf8) }) {
        if let value {
          edits.append(
            SourceEdits.Edit(
              range: attribute.value, bytes: XMLEscape.value(value, quote: attribute.quote)))
        } else {
          var start = attribute.name.lowerBound
          while start > tag.lowerBound, XMLAttribute.isSpace(bytes[start - 1]) { start -= 1 }
          edits.append(SourceEdits.Edit(range: start..<attribute.value.upperBound + 1, bytes: []))
        }
      } else if let value {
        added += Array(" \(name)=\"".utf8) + XMLEscape.value(value, quote: UInt8(ascii: "\""))
        added.append(UInt8(ascii: "\""))
      }
    }
    let changed = SourceEdits(bytes, edits)
    return changed.bytes(in: tag.lowerBound..<end) + added + changed.bytes(in: end..<tag.upperBound)
  }

  /// An element's name as it stands in the source.
  func sourceName(of node: Int) -> String {
    source(nodes[node].openingTag.dropFirst().prefixRange { [self] in isNameByte(bytes[$0]) })
  }

  /// `name` with the prefix that `node` has.
  func siblingName(_ name: String, of node: Int) -> String {
    let own = sourceName(of: node)
    return own.firstIndex(of: ":").map { own[...$0] + name } ?? name
  }

  /// The white space in front of a node, when it begins a line.
  func indent(of node: Int) -> [UInt8] {
    let end = nodes[node].range.lowerBound
    var start = end
    while start > 0, XMLAttribute.isSpace(bytes[start - 1]) { start -= 1 }
    // One line end, however many stand there.
    guard let line = bytes[start..<end].lastIndex(of: 0x0A) else { return [] }
    return Array(bytes[(line > start && bytes[line - 1] == 0x0D ? line - 1 : line)..<end])
  }

  /// What `xml:space` says at an element; nil where it says nothing.
  func preservesSpace(at node: Int) -> Bool? { value("space", of: node).map { $0 == "preserve" } }

  private func isNameByte(_ byte: UInt8) -> Bool {
    !XMLAttribute.isSpace(byte) && byte != UInt8(ascii: "/") && byte != UInt8(ascii: ">")
  }
}

extension Range<Int> {
  fileprivate func prefixRange(while matches: (Int) -> Bool) -> Range<Int> {
    var end = lowerBound
    while end < upperBound, matches(end) { end += 1 }
    return lowerBound..<end
  }
}
