/// Goes through the tags and texts of what poppler writes, without asking whether they fit together.
struct PopplerMarkup: Sequence, IteratorProtocol {
  enum Piece {
    case start(String, Range<Int>)
    case end(String)
    case text(Range<Int>)
  }

  let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Piece? {
    guard position < bytes.count else { return nil }
    let start = position
    guard bytes[start] == UInt8(ascii: "<") else {
      position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      return .text(start..<position)
    }
    position = bytes[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
    let isEnd = start + 1 < position && bytes[start + 1] == UInt8(ascii: "/")
    let name = bytes[(start + (isEnd ? 2 : 1))..<Swift.max(position, start + (isEnd ? 2 : 1))].prefix(16)
      .prefix {
        ($0 | 0x20) &- 0x61 < 26
      }
    let text = String(decoding: name, as: UTF8.self)
    return isEnd ? .end(text) : .start(text, start..<position)
  }

  /// The characters of a text, references resolved.
  func text(_ range: Range<Int>) -> String { CharacterReference.resolved(bytes, range) }

  /// Attributes by name.
  func attributes(_ tag: Range<Int>) -> [String: String] {
    var values: [String: String] = [:]
    for attribute in XMLAttribute.all(in: tag, of: bytes) {
      values[String(decoding: bytes[attribute.name], as: UTF8.self)] = text(attribute.value)
    }
    return values
  }
}

extension [String: String] {
  /// A length; 0 where there is none, and nothing that cannot be reckoned with.
  func length(_ name: String) -> Double {
    guard let value = self[name].flatMap(Double.init), value.isFinite else { return 0 }
    return Swift.min(Swift.max(value, -100_000), 100_000)
  }
}
