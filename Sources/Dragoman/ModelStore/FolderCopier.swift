import Foundation

/// Lists, hashes and copies a folder's files.
///
/// Links to files are followed, as model caches link to their blobs; links to folders are not,
/// so there is no way round in a circle.
struct FolderCopier {
  let context: InstallContext
  let limits: ArchiveLimits

  /// Copies one file, which is hashed on the way.
  func copy(
    _ name: String, from source: String, to path: String, reportsProgress: Bool = true
  ) throws -> FileRecord {
    try StoreFolder.create((path as NSString).deletingLastPathComponent)
    let output = try StoreFile.create(path: path)
    let size = StoreFile.size(path: source + "/" + name)
    let record = try read(name, in: source) { chunk, done in
      try output.write(chunk)
      if reportsProgress { context.report(.unpacking, done, of: size) }
    }
    try output.synchronize()
    return record
  }

  /// Hashes files without a copy.
  func records(of files: [String], in folder: String) throws -> [FileRecord] {
    let total = files.reduce(Int64(0)) { $0 &+ (StoreFile.size(path: folder + "/" + $1) ?? 0) }
    guard total <= limits.maximumBytes else {
      throw ModelStoreError.noModelFound(
        path: folder, reason: "it holds more than \(limits.maximumBytes) bytes")
    }
    var completed: Int64 = 0
    return try files.map { name in
      let record = try read(name, in: folder) { _, done in
        context.report(.verifying, completed + done, of: total)
      }
      completed += record.size
      return record
    }
  }

  private func read(
    _ name: String, in folder: String, _ consume: (UnsafeRawBufferPointer, Int64) throws -> Void
  ) throws -> FileRecord {
    let input = try StoreFile.open(reading: folder + "/" + name)
    let hasher = try SHA256Hasher()
    var size: Int64 = 0
    try input.forEachChunk { chunk in
      try context.check()
      try hasher.update(chunk)
      size += Int64(chunk.count)
      try consume(chunk, size)
    }
    return FileRecord(path: name, size: size, sha256: try hasher.finish())
  }

  /// Relative paths of the regular files that can be part of a model.
  func list(_ source: String) throws -> [String] {
    var files: [String] = []
    var folders = [""]
    var visited = 0
    while let folder = folders.popLast() {
      for name in try StoreFolder.names(folder.isEmpty ? source : source + "/" + folder) {
        visited += 1
        guard visited <= limits.maximumEntries else {
          throw ModelStoreError.noModelFound(
            path: source, reason: "it holds more than \(limits.maximumEntries) files")
        }
        let path = folder.isEmpty ? name : folder + "/" + name
        guard LocalModelLayout.keeps(path), RelativePath.flaw(path) == nil else { continue }
        var status = stat()
        guard lstat(source + "/" + path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          folders.append(path)
        } else if StoreFile.size(path: source + "/" + path) != nil {
          files.append(path)
        }
      }
    }
    return files.sorted()
  }
}
