import Foundation
import Tokenization

/// The files beside a multilingual model that may list its language tokens. Which of them are there, and
/// which of them have ids, has changed with the versions of transformers.
struct AddedTokenFiles {
  let folder: URL

  private static let maximumConfigurationSize = 16 << 20
  private static let maximumTokens = 1 << 16

  /// M2M100: `__en__` and its like, numbered after the vocabulary in a fixed order where the files give no
  /// ids.
  func m2m100Languages(after base: Int) throws -> [String: Int32] {
    func code(_ token: String) -> String? {
      token.utf8.count > 4 && token.hasPrefix("__") && token.hasSuffix("__")
        ? String(token.dropFirst(2).dropLast(2)) : nil
    }
    let numbered = Self.languages(try numbered(), code)
    if !numbered.isEmpty { return numbered }
    let listed = try listed().compactMap(code)
    let settings = try object("tokenizer_config.json")
    let fixed =
      try settings?.value("language_codes", as: String.self, "a string") == "wmt21"
      ? FairseqLanguages.wmt21 : FairseqLanguages.m2m100
    // The list in the files need not be in the order of the ids, unless it is of other languages.
    return Self.number(Set(listed).isSubset(of: fixed) ? fixed : listed, from: base)
  }

  /// NLLB: SentencePiece's pieces one further than its own ids, the special tokens before, the languages
  /// after.
  func nllb(_ model: SentencePieceModel) throws -> (table: TokenTable, languages: [String: Int32]) {
    let file = folder.appendingPathComponent("tokenizer.json")
    if FileManager.default.fileExists(atPath: file.path) {
      let contents = try TokenizerJSON.read(file)
      let languages = Self.languages(contents.added, Self.nllbCode)
      if contents.table.count > 0, !languages.isEmpty { return (contents.table, languages) }
    }
    var table = TokenTable(file: model.name)
    for (id, token) in ["<s>", "<pad>", "</s>", "<unk>"].enumerated() { table.add(token, id: id) }
    for id in 3..<max(3, model.pieceCount) {
      if let piece = model.piece(Int32(id)) { table.add(piece, id: id + 1) }
    }
    let numbered = Self.languages(try numbered(), Self.nllbCode)
    if !numbered.isEmpty { return (table, numbered) }
    let listed = try listed().compactMap(Self.nllbCode)
    return (table, Self.number(listed.isEmpty ? FairseqLanguages.nllb : listed, from: table.count))
  }

  /// Three letters of language and four of script, as `eng_Latn`.
  private static func nllbCode(_ token: String) -> String? {
    let parts = token.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 3, parts[1].count == 4,
      token.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0 & 0xDF) })
    else { return nil }
    return token
  }

  private static func languages(_ tokens: [(String, Int)], _ code: (String) -> String?) -> [String: Int32] {
    var languages: [String: Int32] = [:]
    for (token, id) in tokens {
      if let code = code(token), let id = Int32(exactly: id) { languages[code] = id }
    }
    return languages
  }

  private static func number(_ codes: [String], from base: Int) -> [String: Int32] {
    var languages: [String: Int32] = [:]
    for (index, code) in codes.enumerated() where languages[code] == nil {
      languages[code] = Int32(clamping: base + index)
    }
    return languages
  }

  /// Tokens that a file gives ids.
  private func numbered() throws -> [(String, Int)] {
    if let settings = try object("tokenizer_config.json"),
      let entries = try settings.value("added_tokens_decoder", as: [String: Any].self, "an object")
    {
      let tokens = try entries.map { key, value in
        guard let id = Int(key), let token = (value as? [String: Any])?["content"] as? String else {
          throw settings.error(.invalid, "added_tokens_decoder", "\(key) has no content")
        }
        return (token, id)
      }
      if !tokens.isEmpty { return tokens }
    }
    guard let added = try object("added_tokens.json") else { return [] }
    return try added.values.map { token, value in
      guard let id = value as? Int else { throw added.error(.invalid, token, "has no id") }
      return (token, id)
    }
  }

  /// Tokens that a file lists without ids.
  private func listed() throws -> [String] {
    for name in ["special_tokens_map.json", "tokenizer_config.json"] {
      guard let fields = try object(name) else { continue }
      for key in ["additional_special_tokens", "extra_special_tokens"] {
        guard let list = fields.values[key] as? [Any], list.count <= Self.maximumTokens else { continue }
        let tokens = list.compactMap { $0 as? String ?? ($0 as? [String: Any])?["content"] as? String }
        if !tokens.isEmpty { return tokens }
      }
    }
    return []
  }

  private func object(_ name: String) throws -> JSONFields? {
    let file = folder.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try JSONFields(
      json: ModelFile.read(file, maximumSize: Self.maximumConfigurationSize), file: file.path,
      maximumSize: Self.maximumConfigurationSize)
  }
}
