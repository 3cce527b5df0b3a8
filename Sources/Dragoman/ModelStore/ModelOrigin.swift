/// The files that an installed model was converted from.
public struct ModelOrigin: Codable, Sendable, Hashable {
  /// Their format: `ctranslate2`, `marian` or `huggingface`.
  public var format: String
  /// As they were when their hashes were taken, before the conversion.
  public var files: [FileRecord]

  public init(format: String, files: [FileRecord]) {
    self.format = format
    self.files = files
  }

  /// Bytes of the files together.
  public var size: Int64 { files.reduce(0) { $0 &+ $1.size } }
}
