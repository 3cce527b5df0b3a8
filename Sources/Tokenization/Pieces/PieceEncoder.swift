/// Cuts text into pieces with a model's compiled tables.
struct PieceEncoder {
  /// Longer texts are cut before they are segmented, so that what segmenting holds stays small.
  static let longestStretch = 4096

  let normalizer: Normalizer
  let algorithm: Algorithm
  /// By SentencePiece id: ids in the source vocabulary.
  let sourceIDs: UnsafeRawBufferPointer
  /// By byte: SentencePiece ids; empty when nothing is spelt by bytes.
  let byteIDs: UnsafeRawBufferPointer
  let unknownPiece: Int32
  let source: TokenView
  let sourceUnknown: Int32

  enum Algorithm {
    case unigram(UnigramSegmenter)
    case bytePairs(BytePairSegmenter)
  }

  /// What one text's stretches use in turn.
  private struct Scratch {
    var normalized = Normalizer.Output()
    var nodes: [UnigramSegmenter.Node] = []
    var segments: [Segment] = []
  }

  /// Linear in the text's length.
  ///
  /// Texts of at most 4 KiB are segmented as a whole. Longer ones are cut before a space, where the
  /// pieces come out the same; a stretch without spaces is cut between two characters.
  func encode(_ bytes: UnsafeRawBufferPointer) -> EncodedText {
    var encoded = EncodedText()
    encoded.reserve(pieces: bytes.count / 3 + 2, textBytes: bytes.count + bytes.count / 2 + 8)
    var scratch = Scratch()
    var start = 0
    var continuesWord = false
    while start < bytes.count {
      let end = Self.endOfStretch(from: start, in: bytes)
      segment(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), &scratch)
      append(scratch, at: start, continuesWord: continuesWord, to: &encoded)
      continuesWord = end < bytes.count && bytes[end] != UInt8(ascii: " ")
      start = end
    }
    return encoded
  }

  private func segment(_ text: UnsafeRawBufferPointer, _ scratch: inout Scratch) {
    normalizer.normalize(text, into: &scratch.normalized)
    scratch.normalized.bytes.withUnsafeBufferPointer { normalized in
      switch algorithm {
      case .unigram(let segmenter):
        segmenter.segment(normalized, nodes: &scratch.nodes, into: &scratch.segments)
      case .bytePairs(let segmenter):
        segmenter.segment(normalized, into: &scratch.segments)
      }
    }
  }

  private func append(
    _ scratch: Scratch, at offset: Int, continuesWord: Bool, to encoded: inout EncodedText
  ) {
    let origins = scratch.normalized.origins
    let text = scratch.normalized.bytes
    var index = 0
    while index < scratch.segments.count {
      let first = scratch.segments[index]
      var end = Int(first.end)
      let isUnknown = first.id == unknownPiece
      if isUnknown && byteIDs.isEmpty {
        // A run of unknown characters is one piece.
        while index + 1 < scratch.segments.count, scratch.segments[index + 1].id == unknownPiece {
          index += 1
          end = Int(scratch.segments[index].end)
        }
      }
      index += 1
      let piece = text[Int(first.start)..<end]
      let range = offset + Int(origins[Int(first.start)])..<offset + Int(origins[end])
      // The space that is put before every text is not one of this stretch's.
      if continuesWord && first.start == 0 && range.isEmpty { continue }
      if !isUnknown {
        encoded.append(id: sourceID(Int(first.id)), range: range, piece: piece)
      } else if byteIDs.isEmpty {
        // What SentencePiece does not know the vocabulary may: look at the piece itself.
        let id = piece.withUnsafeBytes { source.find($0) } ?? sourceUnknown
        encoded.append(id: id, range: range, piece: piece)
      } else {
        appendBytes(piece, range, to: &encoded)
      }
    }
  }

  /// The last of a character's bytes stands for it in the text, the others for nothing.
  private func appendBytes(
    _ piece: ArraySlice<UInt8>, _ range: Range<Int>, to encoded: inout EncodedText
  ) {
    for (index, byte) in zip(piece.indices, piece) {
      let id = sourceID(Int(byteIDs.uint32(at: 4 * Int(byte))))
      let isLast = index == piece.endIndex - 1
      encoded.append(
        id: id, range: isLast ? range : range.lowerBound..<range.lowerBound, piece: BytePiece.text(byte))
    }
  }

  private func sourceID(_ piece: Int) -> Int32 {
    guard piece < sourceIDs.count / 4 else { return sourceUnknown }
    let id = sourceIDs.uint32(at: 4 * piece)
    return id < source.count ? Int32(truncatingIfNeeded: id) : sourceUnknown
  }

  /// Where the stretch that begins at `start` ends: before the last space within reach, else before
  /// the last character that begins within reach.
  private static func endOfStretch(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    let limit = start + longestStretch
    guard limit < bytes.count else { return bytes.count }
    if let space = bytes[(start + 1)...limit].lastIndex(of: UInt8(ascii: " ")) { return space }
    let nearest = bytes[(limit - 3)...limit].lastIndex { $0 & 0xC0 != 0x80 }
    return nearest ?? limit
  }
}
