/// How a catalogue is laid out: Xcode writes `"key" : value` and two spaces a level.
struct XCStringsStyle: Sendable {
  private var lineEnd: [UInt8] = []
  private var indent: [UInt8] = []
  private(set) var colon = Array(" : ".utf8)

  init(_ bytes: [UInt8], _ root: JSONPlaces) {
    guard case .object(let members, let range) = root, let first = members.first,
      let key = JSONReader.keyRange(bytes, before: first.value.range.lowerBound)
    else { return }
    colon = Array(bytes[key.upperBound..<first.value.range.lowerBound])
    let before = bytes[range.lowerBound + 1..<max(key.lowerBound, range.lowerBound + 1)]
    guard let end = before.lastIndex(of: 0x0A) else { return }
    lineEnd = LineEnd.isCRLF(bytes) ? [0x0D, 0x0A] : [0x0A]
    indent = Array(before[(end + 1)...])
  }

  func newLine(_ level: Int) -> [UInt8] {
    lineEnd.isEmpty ? [] : lineEnd + Array(repeatElement(indent, count: max(level, 0)).joined())
  }

  func member(_ key: String, _ value: [UInt8]) -> [UInt8] {
    [0x22] + JSONReader.escaped(key) + [0x22] + colon + value
  }

  /// - Parameter level: of the object's own members.
  func object(_ members: [[UInt8]], level: Int) -> [UInt8] {
    let inside = Array(members.joined(separator: [UInt8(ascii: ",")] + newLine(level)))
    return [UInt8(ascii: "{")] + newLine(level) + inside + newLine(level - 1) + [UInt8(ascii: "}")]
  }
}
