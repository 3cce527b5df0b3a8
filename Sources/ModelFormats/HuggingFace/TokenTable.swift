import Foundation
import Tokenization

/// Tokens with their ids, in the order of a file such as `vocab.json`, which is not that of the ids.
struct TokenTable {
  let file: String
  private var pieces: [String] = []
  private var ids: [Int] = []

  static let maximumFileSize = 64 << 20

  init(file: String) {
    self.file = file
  }

  var count: Int { ids.count }

  mutating func add(_ piece: String, id: Int) {
    pieces.append(piece)
    ids.append(id)
  }

  /// `{"token": id, ...}`
  /// - Throws: `ModelFormatError` naming the token and the byte where the file is no such object.
  static func read(_ file: URL) throws -> TokenTable {
    let data = try ModelFile.read(file, maximumSize: maximumFileSize)
    var table = TokenTable(file: file.path)
    var scanner = JSONScanner(data)
    do {
      try scanner.object { scanner, piece in table.add(piece, id: try scanner.integer()) }
      try scanner.finish("the object")
    } catch let fault as JSONScanner.Fault {
      throw ModelFormatError(
        fault, file: file.path, field: "token \(table.count)", "not an object of tokens and ids")
    }
    return table
  }

  /// The tokens in the order of their ids, one for each of `count` ids.
  ///
  /// - Parameter unused: what stands for an id that no token has; nil refuses the table.
  /// - Throws: `ModelFormatError` naming the token whose id is another's or past the end.
  func vocabulary(count: Int, unused: ((Int) -> String)? = nil) throws -> Vocabulary {
    var places = [Int32](repeating: -1, count: count)
    for (index, id) in ids.enumerated() {
      guard id >= 0, id < count else {
        throw error(pieces[index], "has the id \(id), the model has \(count) tokens")
      }
      guard places[id] < 0 || pieces[Int(places[id])] == pieces[index] else {
        throw error(pieces[index], "has the id \(id), as \(pieces[Int(places[id])]) has")
      }
      places[id] = Int32(index)
    }
    var tokens = TokenList(byteCapacity: count * 8)
    for (id, place) in places.enumerated() {
      if place >= 0 {
        tokens.append(pieces[Int(place)])
      } else if let unused {
        tokens.append(unused(id))
      } else {
        throw error("id \(id)", "no token has it, of the model's \(count)")
      }
      tokens.endToken()
    }
    let vocabulary = Vocabulary(tokens, unknownToken: "<unk>")
    guard vocabulary.count == count else { throw error("<unk>", "the unknown token is missing") }
    return vocabulary
  }

  /// The tokens between `prefix` and `suffix` and their ids, by what stands between.
  func codes(from prefix: String, to suffix: String) -> [String: Int32] {
    var codes: [String: Int32] = [:]
    for (piece, id) in zip(pieces, ids) where piece.utf8.count > prefix.utf8.count + suffix.utf8.count {
      guard piece.hasPrefix(prefix), piece.hasSuffix(suffix) else { continue }
      codes[String(piece.dropFirst(prefix.count).dropLast(suffix.count))] = Int32(clamping: id)
    }
    return codes
  }

  private func error(_ token: String, _ reason: String) -> ModelFormatError {
    ModelFormatError(.invalid, file: file, field: token, reason: reason)
  }
}
