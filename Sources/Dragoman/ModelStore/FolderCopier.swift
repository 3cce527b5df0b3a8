import Foundation

/// Copies a folder's files, hashing them on the way.
///
/// Links to files are followed, as model caches link to their blobs; links to folders are not,
/// so there is no way round in a circle.
struct FolderCopier {
  let context: InstallContext
  let limits: ArchiveLimits

  func copy(_ source: String, to target: String) throws -> [FileRecord] {
    let files = try list(source)
    let total = files.reduce(Int64(0)) { $0 &+ (StoreFile.size(path: source + "/" + $1) ?? 0) }
    guard total <= limits.maximumBytes else {
      throw ModelStoreError.noModelFound(
        path: source, reason: "it holds more than \(limits.maximumBytes) bytes")
    }
    try StoreFolder.requireRoom(total, at: target)
    var completed: Int64 = 0
    return try files.map { name in
      let path = target + "/" + name
      try StoreFolder.create((path as NSString).deletingLastPathComponent)
      let input = try StoreFile.open(reading: source + "/" + name)
      let output = try StoreFile.create(path: path)
      let hasher = try SHA256Hasher()
      var size: Int64 = 0
      try input.forEachChunk { chunk in
        try context.check()
        try hasher.update(chunk)
        try output.write(chunk)
        size += Int64(chunk.count)
        context.report(.unpacking, completed + size, of: total)
      }
      try output.synchronize()
      completed += size
      return FileRecord(path: name, size: size, sha256: try hasher.finish())
    }
  }

  /// Relative paths of the regular files that can be part of a model.
  private func list(_ source: String) throws -> [String] {
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
