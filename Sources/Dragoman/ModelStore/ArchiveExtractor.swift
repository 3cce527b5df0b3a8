/// Unpacks files from an archive into a folder, hashing them on the way.
struct ArchiveExtractor {
  let context: InstallContext

  /// Unpacks every file for which `target` gives a path inside `folder`.
  ///
  /// Stops early once `expected` files were found.
  func extract(
    _ reader: ArchiveReader, into folder: String, expected: Int? = nil, totalBytes: Int64? = nil,
    target: (ArchiveEntry) throws -> String?
  ) throws -> [FileRecord] {
    var records: [FileRecord] = []
    var completed: Int64 = 0
    while let entry = try reader.next() {
      try context.check()
      guard let name = try target(entry) else { continue }
      let path = folder + "/" + name
      if StoreFolder.isTaken(path) {
        throw ModelStoreError.damagedArchive(
          path: reader.path, entry: entry.path, reason: "the archive holds it twice")
      }
      if let slash = path.lastIndex(of: "/") { try StoreFolder.create(String(path[..<slash])) }
      let file = try StoreFile.create(path: path)
      let hasher = try SHA256Hasher()
      var size: Int64 = 0
      try reader.readData { chunk in
        try context.check()
        try hasher.update(chunk)
        try file.write(chunk)
        size += Int64(chunk.count)
        context.report(.unpacking, completed + size, of: totalBytes)
      }
      try file.synchronize()
      completed += size
      records.append(FileRecord(path: name, size: size, sha256: try hasher.finish()))
      if records.count == expected { break }
    }
    return records
  }

  /// Unpacks exactly the files of `records`, which lie under `prefix` in the archive, and checks
  /// their lengths and hashes.
  func extract(
    _ reader: ArchiveReader, prefix: String, records: [FileRecord], into folder: String
  ) throws {
    let wanted = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let found = try extract(
      reader, into: folder, expected: wanted.count,
      totalBytes: records.reduce(0) { $0 + $1.size }
    ) { entry in
      guard let name = RelativePath.relative(entry.path, to: prefix), let record = wanted[name] else {
        return nil
      }
      // A longer entry is refused before it is unpacked.
      if let declared = entry.declaredSize, declared != record.size {
        throw ModelStoreError.sizeMismatch(path: name, expected: record.size, actual: declared)
      }
      return name
    }
    let byPath = Dictionary(found.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for record in records {
      guard let actual = byPath[record.path] else {
        throw ModelStoreError.missingFile(path: record.path, container: reader.path)
      }
      guard actual.size == record.size else {
        throw ModelStoreError.sizeMismatch(
          path: record.path, expected: record.size, actual: actual.size)
      }
      guard actual.sha256 == record.sha256 else {
        throw ModelStoreError.checksumMismatch(
          path: record.path, expected: record.sha256, actual: actual.sha256)
      }
    }
  }
}
