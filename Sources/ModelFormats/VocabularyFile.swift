import Foundation
import Tokenization

/// Reads a vocabulary from a JSON array of strings or from a text file with one token a line.
package enum VocabularyFile {
  package static let maximumFileSize = 256 << 20
  package static let maximumTokens = 1 << 24

  /// `NAME.json`, else `NAME.txt`, in `folder`; nil when neither is there.
  /// - Throws: `ModelFormatError` when the file is there and is no vocabulary.
  static func read(_ name: String, in folder: URL, unknownToken: String) throws -> Vocabulary? {
    for type in ["json", "txt"] {
      let file = folder.appendingPathComponent("\(name).\(type)")
      guard FileManager.default.fileExists(atPath: file.path) else { continue }
      let data = try ModelFile.read(file, maximumSize: maximumFileSize)
      let tokens =
        type == "json" ? try jsonTokens(data, file: file.path) : textTokens(data)
      guard tokens.count > 0, tokens.count <= maximumTokens else {
        throw ModelFormatError(
          tokens.count == 0 ? .invalid : .tooLarge, file: file.path,
          reason: "holds \(tokens.count) tokens, not 1 to \(maximumTokens)")
      }
      return Vocabulary(tokens, unknownToken: unknownToken)
    }
    return nil
  }

  package static func jsonTokens(_ data: Data, file: String) throws -> TokenList {
    try JSONStringArrayReader(data: data, file: file).read()
  }

  /// Line ends are LF. A CR before it belongs to the token unless every line has one.
  package static func textTokens(_ data: Data) -> TokenList {
    let carriageReturn = UInt8(ascii: "\r")
    var lines = [UInt8](data).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let dropsEnd = lines.allSatisfy { $0.last == carriageReturn }
    var tokens = TokenList(byteCapacity: data.count)
    for line in lines {
      tokens.append(dropsEnd ? line.dropLast() : line)
      tokens.endToken()
    }
    return tokens
  }
}
