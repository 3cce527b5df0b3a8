import Foundation

extension HuggingFaceConfiguration {
  /// The decoder's special tokens, from the first file that names each.
  struct Tokens {
    var start: Int32
    var end: Int32
    var pad: Int32
    var suppressed: [Int32]

    init(_ sources: [JSONFields], _ family: Family, vocabularySize: Int, file: String) throws {
      let ids = 0...vocabularySize - 1
      func token(_ key: String) throws -> Int32? {
        for fields in sources {
          if let id = try fields.token(key, in: ids) { return id }
        }
        return nil
      }
      func needed(_ key: String, _ byDefault: Int32?) throws -> Int32 {
        if let id = try token(key) { return id }
        guard let byDefault, ids.contains(Int(byDefault)) else {
          throw ModelFormatError(.missing, file: file, field: key, reason: "is needed")
        }
        return byDefault
      }
      let isMarian = family == .marian
      pad = try needed("pad_token_id", isMarian ? nil : 1)
      end = try needed("eos_token_id", isMarian ? 0 : 2)
      // Marian's decoder begins with padding, whose embedding is a row of zeros.
      start = try needed("decoder_start_token_id", isMarian ? pad : end)
      suppressed = [pad]
      for fields in sources {
        for id in try fields.badWords(in: ids) where id != end && !suppressed.contains(id) {
          suppressed.append(id)
        }
      }
    }
  }
}

extension JSONFields {
  func error(_ kind: ModelFormatError.Kind, _ key: String, _ reason: String) -> ModelFormatError {
    ModelFormatError(kind, file: file, field: key, reason: reason)
  }

  func flag(_ key: String) throws -> Bool? {
    try value(key, as: Bool.self, "true or false")
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let value = try value(key, as: Int.self, "a whole number") else { return nil }
    guard range.contains(value) else {
      throw error(.invalid, key, "\(value) is not in \(range.lowerBound)...\(range.upperBound)")
    }
    return value
  }

  /// A token's id, or a list of just one.
  func token(_ key: String, in range: ClosedRange<Int>) throws -> Int32? {
    if let list = values[key] as? [Any] {
      guard list.count == 1, let id = list[0] as? Int, range.contains(id) else {
        throw error(.unsupported, key, "one token of \(range.lowerBound)...\(range.upperBound) belongs here")
      }
      return Int32(id)
    }
    return try integer(key, in: range).map(Int32.init)
  }

  /// The single tokens of `bad_words_ids`; of longer sequences none is known in translation models.
  func badWords(in range: ClosedRange<Int>) throws -> [Int32] {
    guard let sequences = try value("bad_words_ids", as: [Any].self, "a list of lists") else { return [] }
    return try sequences.map { sequence in
      guard let ids = sequence as? [Any], ids.count == 1, let id = ids[0] as? Int else {
        throw error(.unsupported, "bad_words_ids", "only sequences of one token can be kept out")
      }
      guard range.contains(id) else {
        throw error(.invalid, "bad_words_ids", "\(id) is not in the vocabulary")
      }
      return Int32(id)
    }
  }
}
