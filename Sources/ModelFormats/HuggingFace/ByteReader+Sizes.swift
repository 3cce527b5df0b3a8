import Foundation

extension ByteReader {
  /// A reader that stands at `offset` of the file, and ends at `end`.
  init(data: Data, file: String, from offset: Int, to end: Int? = nil, _ field: String) throws {
    self.init(data: end.map { data.prefix($0) } ?? data, file: file)
    guard offset >= 0, offset <= size else {
      throw error(.truncated, field, at: size, "begins at byte \(offset), the file ends before")
    }
    _ = try bytes(offset, field)
  }

  /// A size or an offset of 64 bits; one above 2^63 is refused.
  mutating func size64(_ field: @autoclosure () -> String) throws -> Int {
    let start = offset
    guard let value = Int(exactly: try uint64(field())) else {
      throw error(.invalid, field(), at: start, "a size above 2^63")
    }
    return value
  }
}
