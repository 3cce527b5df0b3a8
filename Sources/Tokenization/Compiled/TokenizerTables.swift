import Foundation

/// Everything that a tokenizer needs, in one run of bytes that is used where it lies: in memory or in a
/// mapped file, at any address.
///
/// Opening reads the header only. Ids and offsets within the tables are checked where they are used, so
/// damaged tables give wrong pieces and never a crash.
struct TokenizerTables: Sendable {
  let data: Data
  let header: TokenizerHeader
  let source: Vocabulary
  let target: Vocabulary

  /// - Throws: `TokenizationError` when the bytes are no compiled tokenizer.
  init(_ data: Data, name: String) throws {
    func invalid(_ reason: String) -> TokenizationError {
      TokenizationError(
        kind: .invalidModel, file: name, reason: "not a compiled tokenizer that can be used (\(reason))")
    }
    let header: TokenizerHeader
    do {
      header = try data.withUnsafeBytes { try TokenizerHeader(decoding: $0) }
    } catch let refusal as TokenizerHeader.Refusal {
      throw invalid(refusal.reason)
    }

    func vocabulary(_ section: TokenizerHeader.Section, _ unknown: Int32) throws -> Vocabulary {
      guard let table = TokenTable(data: data.slice(header[section])) else {
        throw invalid("\(section) is no table of tokens")
      }
      guard unknown >= 0, unknown < table.count else {
        throw invalid("\(section) has \(table.count) tokens, the unknown one is \(unknown)")
      }
      return Vocabulary(table: table, unknownID: unknown)
    }
    let source = try vocabulary(.source, header.sourceUnknown)
    let target = try vocabulary(.target, header.targetUnknown)
    var sizes: [(TokenizerHeader.Section, Int)] = [(.roles, target.count)]
    if header.flags.contains(.cutsPieces) {
      sizes += [
        (.scores, 4 * header.pieceCount), (.sourceIDs, 4 * header.pieceCount),
        (.byteIDs, header.flags.contains(.spellsBytes) ? 4 * 256 : 0),
      ]
      guard header.unknownPiece >= 0, header.unknownPiece < header.pieceCount else {
        throw invalid("of \(header.pieceCount) pieces the unknown one is \(header.unknownPiece)")
      }
    }
    for (section, size) in sizes where header[section].count != size {
      throw invalid("\(section) should have \(size) bytes and has \(header[section].count)")
    }
    self.init(data: data, header: header, source: source, target: target)
  }

  /// Tables that were just compiled.
  init(data: Data, header: TokenizerHeader, source: Vocabulary, target: Vocabulary) {
    self.data = data
    self.header = header
    self.source = source
    self.target = target
  }

  /// Calls `body` with a section's bytes by name.
  func withSections<Result>(
    _ body: ((TokenizerHeader.Section) -> UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try data.withUnsafeBytes { bytes in
      try body { UnsafeRawBufferPointer(rebasing: bytes[header[$0]]) }
    }
  }
}

extension Data {
  /// The bytes of a range that counts from 0, sharing this data's memory.
  func slice(_ range: Range<Int>) -> Data {
    self[startIndex + range.lowerBound..<startIndex + range.upperBound]
  }
}
