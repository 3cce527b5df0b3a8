import Foundation

/// Tokens by id and ids by token, in one run of bytes that is used where it lies.
///
/// Little-endian: `u32 count`, `u32 distinct`, `u32 offsets[count + 1]` into the text,
/// `u32 order[distinct]`, the text. `order` names the tokens in the order of their bytes, of equal ones
/// the first: finding a token is a binary search, whose time no choice of tokens can stretch.
struct TokenTable: Sendable {
  let data: Data
  let count: Int
  let distinct: Int

  private static let headerSize = 8

  /// Opens a table that may come from a damaged file: what its parts say is checked where it is used.
  /// - Returns: nil when the parts do not fit into the data.
  init?(data: Data) {
    guard data.count >= Self.headerSize else { return nil }
    let (count, distinct) = data.withUnsafeBytes { ($0.uint32(at: 0), $0.uint32(at: 4)) }
    self.count = Int(count)
    self.distinct = Int(distinct)
    self.data = data
    guard distinct <= count, Self.textStart(self.count, self.distinct) <= data.count else { return nil }
  }

  /// - Parameter tokens: under 4 GiB together.
  init(_ tokens: TokenList) {
    let order = Self.order(of: tokens)
    count = tokens.count
    distinct = order.count
    var data = Data(capacity: Self.textStart(count, distinct) + tokens.bytes.count)
    data.append(littleEndian: UInt32(clamping: count))
    data.append(littleEndian: UInt32(clamping: distinct))
    data.append(littleEndian: tokens.offsets.map { UInt32(clamping: $0) })
    data.append(littleEndian: order)
    data.append(contentsOf: tokens.bytes)
    self.data = data
  }

  func withView<Result>(_ body: (TokenView) throws -> Result) rethrows -> Result {
    try data.withUnsafeBytes { bytes in
      let text = Self.textStart(count, distinct)
      return try body(
        TokenView(
          count: count, distinct: distinct,
          offsets: UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize..<text]),
          text: UnsafeRawBufferPointer(rebasing: bytes[text...])))
    }
  }

  private static func textStart(_ count: Int, _ distinct: Int) -> Int {
    headerSize + 4 * (count + 1) + 4 * distinct
  }

  /// The ids of distinct tokens in the order of their bytes.
  private static func order(of tokens: TokenList) -> [UInt32] {
    tokens.bytes.withUnsafeBytes { all in
      func bytes(_ id: UInt32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
          rebasing: all[tokens.offsets[Int(id)]..<tokens.offsets[Int(id) + 1]])
      }
      // Most comparisons end within the first eight bytes, which lie beside the id.
      var keys = (0..<UInt32(tokens.count)).map { (prefix: bytes($0).prefixKey, id: $0) }
      keys.sort { left, right in
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        let order = bytes(left.id).compare(bytes(right.id))
        return order == 0 ? left.id < right.id : order < 0
      }
      var order: [UInt32] = []
      order.reserveCapacity(keys.count)
      for key in keys {
        if let last = order.last, bytes(last).compare(bytes(key.id)) == 0 { continue }
        order.append(key.id)
      }
      return order
    }
  }
}

/// A `TokenTable` at its place in memory. What lies outside reads as empty tokens.
struct TokenView {
  let count: Int
  let distinct: Int
  /// `offsets`, then `order`.
  let offsets: UnsafeRawBufferPointer
  let text: UnsafeRawBufferPointer

  /// The token's bytes; empty for an id that is not there.
  func bytes(_ id: Int) -> UnsafeRawBufferPointer {
    guard id >= 0, id < count else { return UnsafeRawBufferPointer(rebasing: text[..<0]) }
    let start = Int(offsets.uint32(at: 4 * id))
    let end = Int(offsets.uint32(at: 4 * id + 4))
    guard start <= end, end <= text.count else { return UnsafeRawBufferPointer(rebasing: text[..<0]) }
    return UnsafeRawBufferPointer(rebasing: text[start..<end])
  }

  /// The id of the first token with these bytes.
  func find(_ token: UnsafeRawBufferPointer) -> Int32? {
    var low = 0
    var high = distinct
    while low < high {
      let middle = (low + high) / 2
      let id = sortedID(middle)
      let order = bytes(id).compare(token)
      if order == 0 { return id < count ? Int32(truncatingIfNeeded: id) : nil }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The id of the token that stands at `index` in the order of bytes.
  func sortedID(_ index: Int) -> Int {
    Int(offsets.uint32(at: 4 * (count + 1 + index)))
  }
}
