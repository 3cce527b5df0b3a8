import Foundation
import Tokenization

/// Reads a JSON array of strings straight into bytes.
struct JSONStringArrayReader {
  private let file: String
  private let data: Data

  init(data: Data, file: String) {
    self.file = file
    self.data = data
  }

  /// - Throws: `ModelFormatError` naming the token and the byte where the file is no such array.
  func read() throws -> TokenList {
    var tokens = TokenList(byteCapacity: data.count)
    var scanner = JSONScanner(data)
    do {
      try scanner.array { scanner in
        try scanner.withStringBytes { tokens.append($0) }
        tokens.endToken()
      }
      try scanner.finish("the array")
    } catch let fault as JSONScanner.Fault {
      throw ModelFormatError(
        fault, file: file, field: "token \(tokens.count)", "not a JSON array of strings")
    }
    return tokens
  }
}
