/// The tokens of one side of a model, each with its id.
///
/// Tokens are told apart by their bytes: two spellings that Unicode holds equivalent stay two tokens.
/// Of equal tokens the first has the name; the others keep their ids and can only be read.
public struct Vocabulary: Sendable {
  /// The id of every token that the vocabulary lacks.
  public private(set) var unknownID: Int32
  /// The text of the unknown token, usually `<unk>`.
  public let unknownToken: String

  // Token i is bytes[offsets[i]..<offsets[i + 1]].
  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]
  /// Open addressing, a power of two in length; -1 is a free place.
  private var table: [Int32]

  /// - Parameters:
  ///   - tokens: in the order of their ids.
  ///   - unknownToken: appended when `tokens` lacks it.
  public init(tokens: some Collection<String>, unknownToken: String = "<unk>") {
    self.unknownToken = unknownToken
    unknownID = -1
    let capacity = tokens.count + 1
    var size = 16
    while size < capacity * 2 { size *= 2 }
    table = Array(repeating: -1, count: size)
    offsets.reserveCapacity(capacity + 1)
    bytes.reserveCapacity(capacity * 6)

    for var token in tokens {
      token.withUTF8 { bytes.append(contentsOf: $0) }
      offsets.append(bytes.count)
    }
    for id in 0..<tokens.count { insert(Int32(id)) }

    if let id = find(unknownToken) {
      unknownID = id
    } else {
      bytes.append(contentsOf: unknownToken.utf8)
      offsets.append(bytes.count)
      unknownID = Int32(offsets.count - 2)
      insert(unknownID)
    }
  }

  /// The number of ids, the appended unknown token included.
  public var count: Int { offsets.count - 1 }

  /// The token's id; `unknownID` when the vocabulary lacks it.
  public func id(of token: String) -> Int32 {
    find(token) ?? unknownID
  }

  /// The token's id; nil when the vocabulary lacks it.
  public func find(_ token: String) -> Int32? {
    var token = token
    return token.withUTF8 { find(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// The token with this id; nil when there is none.
  public func token(_ id: Int32) -> String? {
    withTokenBytes(id) { String(decoding: $0, as: UTF8.self) }
  }

  func find(bytes token: UnsafeRawBufferPointer) -> Int32? {
    bytes.withUnsafeBytes { all in
      let id = table[place(of: token, in: all)]
      return id < 0 ? nil : id
    }
  }

  func withTokenBytes<Result>(_ id: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    guard id >= 0, Int(id) < count else { return nil }
    let range = offsets[Int(id)]..<offsets[Int(id) + 1]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private mutating func insert(_ id: Int32) {
    let range = offsets[Int(id)]..<offsets[Int(id) + 1]
    let place = bytes.withUnsafeBytes {
      self.place(of: UnsafeRawBufferPointer(rebasing: $0[range]), in: $0)
    }
    if table[place] < 0 { table[place] = id }
  }

  /// The table's place that holds this token, or the free one where it belongs.
  private func place(of token: UnsafeRawBufferPointer, in all: UnsafeRawBufferPointer) -> Int {
    // A seeded hash: no list of tokens can be made to collide on purpose.
    var hasher = Hasher()
    hasher.combine(bytes: token)
    let mask = table.count - 1
    var place = hasher.finalize() & mask
    while table[place] >= 0 {
      let id = Int(table[place])
      let other = UnsafeRawBufferPointer(rebasing: all[offsets[id]..<offsets[id + 1]])
      if other.count == token.count && other.elementsEqual(token) { return place }
      place = (place + 1) & mask
    }
    return place
  }
}
