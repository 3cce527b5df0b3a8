/// A piece in normalised text.
struct Segment {
  var start: Int32
  var end: Int32
  /// SentencePiece's own id.
  var id: Int32
}

/// What the value of a key in the trie of pieces says.
struct PieceValue {
  let bits: UInt32

  static let userDefinedFlag: UInt32 = 1 << 30
  static let unusedFlag: UInt32 = 1 << 29

  @inline(__always)
  var id: Int { Int(bits & (Self.unusedFlag - 1)) }

  /// The piece must be chosen wherever it stands.
  @inline(__always)
  var isUserDefined: Bool { bits & Self.userDefinedFlag != 0 }

  /// The piece must not be chosen.
  @inline(__always)
  var isUnused: Bool { bits & Self.unusedFlag != 0 }
}
