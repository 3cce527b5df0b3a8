/// Tokens in the order of their ids, end to end in one array of bytes.
package struct TokenList: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Token i is bytes[offsets[i]..<offsets[i + 1]].
  package private(set) var offsets: [Int] = [0]

  package init(byteCapacity: Int = 0) {
    bytes.reserveCapacity(byteCapacity)
  }

  package var count: Int { offsets.count - 1 }

  /// A token's bytes may be appended in parts; `endToken` closes it.
  package mutating func append(_ part: ArraySlice<UInt8>) {
    bytes.append(contentsOf: part)
  }

  package mutating func append(_ part: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: part)
  }

  package mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  package mutating func append(_ part: String) {
    bytes.append(contentsOf: part.utf8)
  }

  package mutating func endToken() {
    offsets.append(bytes.count)
  }

  /// The id of the first token with these bytes.
  func firstIndex(of token: some Collection<UInt8>) -> Int? {
    (0..<count).first { index in
      offsets[index + 1] - offsets[index] == token.count
        && bytes[offsets[index]..<offsets[index + 1]].elementsEqual(token)
    }
  }
}
