import Foundation

/// What `tokenizer.json` of the tokenizers library numbers: the pieces of its model and the tokens added to
/// them. Its rules for cutting text are not read; SentencePiece's own model has them.
struct TokenizerJSON {
  var table: TokenTable
  var added: [(String, Int)] = []

  private static let maximumFileSize = 256 << 20

  /// - Throws: `ModelFormatError` naming the byte where the file is something else.
  static func read(_ file: URL) throws -> TokenizerJSON {
    let data = try ModelFile.read(file, maximumSize: maximumFileSize)
    var contents = TokenizerJSON(table: TokenTable(file: file.path))
    var field = "tokenizer.json"
    var scanner = JSONScanner(data)
    do {
      try scanner.object { scanner, key in
        field = key
        switch key {
        case "added_tokens": try contents.readAdded(&scanner)
        case "model": try contents.readModel(&scanner)
        default: try scanner.skipValue()
        }
      }
      try scanner.finish("the object")
    } catch let fault as JSONScanner.Fault {
      throw ModelFormatError(fault, file: file.path, field: field, "not a tokenizer's description")
    }
    return contents
  }

  /// `[{"id": 256001, "content": "ace_Arab", ...}, ...]`
  private mutating func readAdded(_ scanner: inout JSONScanner) throws {
    var tokens: [(String, Int)] = []
    try scanner.array { scanner in
      var id: Int?
      var content: String?
      try scanner.object { scanner, key in
        switch key {
        case "id": id = try scanner.integer()
        case "content": content = try scanner.string()
        default: try scanner.skipValue()
        }
      }
      guard let id, let content else { throw scanner.fault("an added token needs its id and content") }
      tokens.append((content, id))
    }
    added = tokens
  }

  /// `vocab` is an object of pieces and ids (BPE), or a list of pieces and scores in the ids' order
  /// (Unigram).
  private mutating func readModel(_ scanner: inout JSONScanner) throws {
    var table = table
    try scanner.object { scanner, key in
      guard key == "vocab" else { return try scanner.skipValue() }
      guard scanner.isAtArray() else {
        return try scanner.object { scanner, piece in table.add(piece, id: try scanner.integer()) }
      }
      try scanner.array { scanner in
        var isPiece = true
        try scanner.array { scanner in
          guard isPiece else { return try scanner.skipValue() }
          table.add(try scanner.string(), id: table.count)
          isPiece = false
        }
      }
    }
    self.table = table
  }
}
