/// Compares files with their records.
struct FileVerifier {
  let context: InstallContext
  /// Bytes done before this verifier's next file, for progress.
  var completedBytes: Int64 = 0
  var totalBytes: Int64?

  init(context: InstallContext, totalBytes: Int64? = nil) {
    self.context = context
    self.totalBytes = totalBytes
  }

  /// SHA-256 and length of a file.
  mutating func digest(path: String) throws -> (sha256: String, size: Int64) {
    let file = try StoreFile.open(reading: path)
    let hasher = try SHA256Hasher()
    var size: Int64 = 0
    try file.forEachChunk { chunk in
      try context.check()
      try hasher.update(chunk)
      size += Int64(chunk.count)
      context.report(.verifying, completedBytes + size, of: totalBytes)
    }
    completedBytes += size
    return (try hasher.finish(), size)
  }

  /// Throws unless the file at `path` is what `record` says.
  mutating func verify(path: String, record: FileRecord) throws {
    guard let size = StoreFile.size(path: path) else { throw ModelStoreError.noSuchFile(path: path) }
    // The length alone tells most damage, without a read.
    guard size == record.size else {
      throw ModelStoreError.sizeMismatch(path: path, expected: record.size, actual: size)
    }
    let actual = try digest(path: path).sha256
    guard actual == record.sha256 else {
      throw ModelStoreError.checksumMismatch(path: path, expected: record.sha256, actual: actual)
    }
  }
}
