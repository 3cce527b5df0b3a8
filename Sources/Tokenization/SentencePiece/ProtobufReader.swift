/// Reads the fields of one protobuf message from bytes that need not be one.
struct ProtobufReader {
  /// A field's value by the way it is written.
  enum Value {
    case varint(UInt64)
    case fixed32(UInt32)
    case fixed64
    /// The bytes' range in the whole file.
    case bytes(Range<Int>)
  }

  let file: String
  private let bytes: UnsafeRawBufferPointer
  private var position: Int
  private let end: Int

  /// - Parameter range: the message in `bytes`, the whole file.
  init(_ bytes: UnsafeRawBufferPointer, range: Range<Int>, file: String) {
    self.bytes = bytes
    self.file = file
    position = range.lowerBound
    end = range.upperBound
  }

  /// The next field; nil at the message's end.
  mutating func next() throws -> (number: UInt64, value: Value)? {
    guard position < end else { return nil }
    let start = position
    let key = try varint()
    guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw malformed("no field has this number", at: start) }
    switch key & 7 {
    case 0: return (key >> 3, .varint(try varint()))
    case 1:
      try skip(8, from: start)
      return (key >> 3, .fixed64)
    case 2:
      let length = try varint()
      guard length <= UInt64(end - position) else {
        throw malformed("a field of \(length) bytes goes past the end", at: start)
      }
      let range = position..<position + Int(length)
      position = range.upperBound
      return (key >> 3, .bytes(range))
    case 5:
      try skip(4, from: start)
      return (key >> 3, .fixed32(bytes.uint32(at: position - 4)))
    default: throw malformed("a field is written in an unknown way", at: start)
    }
  }

  private mutating func skip(_ count: Int, from start: Int) throws {
    guard end - position >= count else { throw malformed("a number is cut off", at: start) }
    position += count
  }

  private mutating func varint() throws -> UInt64 {
    let start = position
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { throw malformed("a number is cut off", at: start) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw malformed("a number has over ten bytes", at: start)
  }

  func malformed(_ reason: String, at offset: Int) -> TokenizationError {
    TokenizationError(
      kind: .invalidModel, file: file, reason: "not a SentencePiece model (\(reason), byte \(offset))")
  }
}
