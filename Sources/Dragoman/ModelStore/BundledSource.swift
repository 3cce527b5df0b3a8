/// A model that travels with the package: a zip archive cut into pieces, which lie in a folder of the package's
/// resources.
public struct BundledSource: Codable, Sendable, Hashable {
  /// The largest piece, so that no host of repositories refuses one.
  public static let maximumPieceSize: Int64 = 1 << 24

  /// The folder that the pieces' paths start from, inside the package's folder of models.
  public var folder: String
  /// In the archive's order; one after another they are the archive.
  public var pieces: [FileRecord]

  public init(folder: String, pieces: [FileRecord]) {
    self.folder = folder
    self.pieces = pieces
  }
}

extension BundledSource {
  /// Bytes of the archive.
  var size: Int64 { pieces.reduce(0) { $0 &+ $1.size } }

  /// What is wrong with the source, or nil.
  func flaw() -> String? {
    if let reason = RelativePath.flaw(folder) { return "folder \"\(folder)\" \(reason)" }
    if pieces.isEmpty { return "lists no pieces" }
    for (index, piece) in pieces.enumerated() {
      func fault(_ reason: String) -> String { "pieces[\(index)]: \(reason)" }
      if let reason = piece.flaw() { return fault(reason) }
      if piece.size == 0 { return fault("is empty") }
      if piece.size > Self.maximumPieceSize {
        return fault("has \(piece.size) bytes, more than \(Self.maximumPieceSize)")
      }
    }
    if Set(pieces.map(\.path)).count != pieces.count { return "lists a piece twice" }
    return nil
  }
}
