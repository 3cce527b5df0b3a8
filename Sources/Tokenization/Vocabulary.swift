/// The tokens of one side of a model, each with its id.
///
/// Tokens are told apart by their bytes: two spellings that Unicode holds equivalent stay two tokens.
/// Of equal tokens the first has the name; the others keep their ids and can only be read.
public struct Vocabulary: Sendable {
  /// The id of every token that the vocabulary lacks.
  public private(set) var unknownID: Int32
  /// The text of the unknown token, usually `<unk>`.
  public let unknownToken: String

  private var tokens: TokenList
  /// Open addressing, a power of two in length; -1 is a free place.
  private var table: [Int32]

  /// - Parameters:
  ///   - tokens: in the order of their ids.
  ///   - unknownToken: appended when `tokens` lacks it.
  public init(tokens: some Collection<String>, unknownToken: String = "<unk>") {
    var list = TokenList(byteCapacity: tokens.count * 6)
    for token in tokens {
      list.append(token)
      list.endToken()
    }
    self.init(list, unknownToken: unknownToken)
  }

  package init(_ tokens: TokenList, unknownToken: String) {
    self.tokens = tokens
    self.unknownToken = unknownToken
    unknownID = -1
    var size = 16
    while size < (tokens.count + 1) * 2 { size *= 2 }
    table = Array(repeating: -1, count: size)
    for id in 0..<tokens.count { insert(Int32(id)) }

    if let id = find(unknownToken) {
      unknownID = id
    } else {
      self.tokens.append(unknownToken)
      self.tokens.endToken()
      unknownID = Int32(tokens.count)
      insert(unknownID)
    }
  }

  /// The number of ids, the appended unknown token included.
  public var count: Int { tokens.count }

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
    tokens.bytes.withUnsafeBytes { all in
      let id = table[place(of: token, in: all)]
      return id < 0 ? nil : id
    }
  }

  func withTokenBytes<Result>(_ id: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    guard id >= 0, Int(id) < count else { return nil }
    let range = tokens.range(Int(id))
    return tokens.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private mutating func insert(_ id: Int32) {
    let range = tokens.range(Int(id))
    let place = tokens.bytes.withUnsafeBytes {
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
      let other = UnsafeRawBufferPointer(rebasing: all[tokens.range(Int(table[place]))])
      if other.elementsEqual(token) { return place }
      place = (place + 1) & mask
    }
    return place
  }
}
