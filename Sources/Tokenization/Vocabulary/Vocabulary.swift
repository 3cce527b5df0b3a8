import Foundation

/// The tokens of one side of a model, each with its id.
///
/// Tokens are told apart by their bytes: two spellings that Unicode holds equivalent stay two tokens.
/// Of equal tokens the first has the name; the others keep their ids and can only be read.
public struct Vocabulary: Sendable {
  /// The id of every token that the vocabulary lacks.
  public let unknownID: Int32
  /// The text of the unknown token, usually `<unk>`.
  public let unknownToken: String

  let table: TokenTable

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
    var tokens = tokens
    let unknown: Int
    if let index = tokens.firstIndex(of: unknownToken.utf8) {
      unknown = index
    } else {
      unknown = tokens.count
      tokens.append(unknownToken)
      tokens.endToken()
    }
    self.unknownToken = unknownToken
    unknownID = Int32(clamping: unknown)
    table = TokenTable(tokens)
  }

  /// The vocabulary that a table holds, used where it lies.
  init(table: TokenTable, unknownID: Int32) {
    self.table = table
    self.unknownID = unknownID
    unknownToken = table.withView { String(decoding: $0.bytes(Int(unknownID)), as: UTF8.self) }
  }

  /// The number of ids, the appended unknown token included.
  public var count: Int { table.count }

  /// The token's id; `unknownID` when the vocabulary lacks it.
  public func id(of token: String) -> Int32 {
    find(token) ?? unknownID
  }

  /// The token's id; nil when the vocabulary lacks it.
  public func find(_ token: String) -> Int32? {
    var token = token
    return token.withUTF8 { bytes in table.withView { $0.find(UnsafeRawBufferPointer(bytes)) } }
  }

  /// The token with this id; nil when there is none.
  public func token(_ id: Int32) -> String? {
    guard id >= 0, Int(id) < count else { return nil }
    return table.withView { String(decoding: $0.bytes(Int(id)), as: UTF8.self) }
  }
}
