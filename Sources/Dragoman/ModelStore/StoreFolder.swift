import Foundation

/// Folder operations with typed errors.
enum StoreFolder {
  /// Creates the folder and its parents where they are missing.
  static func create(_ path: String) throws {
    if exists(path) { return }
    let parent = (path as NSString).deletingLastPathComponent
    if !parent.isEmpty, parent != path { try create(parent) }
    guard mkdir(path, 0o755) == 0 || (errno == EEXIST && exists(path)) else {
      throw ModelStoreError.system("create the folder", path: path)
    }
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether anything at all, even a dangling link, has that path.
  static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Removes a file or a folder with all it holds; nothing there is fine.
  static func remove(_ path: String) throws {
    guard isTaken(path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      // Another process may have taken it away meanwhile.
      guard isTaken(path) else { return }
      let code = access((path as NSString).deletingLastPathComponent, W_OK) == 0 ? EIO : EACCES
      throw ModelStoreError.system("remove", path: path, code: code)
    }
  }

  static func rename(_ source: String, to target: String) throws {
    guard Foundation.rename(source, target) == 0 else {
      throw ModelStoreError.system("move into place", path: target)
    }
  }

  /// Names in the folder, sorted; none when it does not exist.
  static func names(_ path: String) throws -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw ModelStoreError.system("list", path: path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafeBytes(of: item.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Waits until the folder's own entries are on the disk.
  static func synchronize(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ModelStoreError.system("open", path: path) }
    defer { close(descriptor) }
    // Some file systems cannot synchronise folders and say EINVAL; their renames are what they are.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw ModelStoreError.system("write", path: path)
    }
  }

  /// Throws `diskFull` when the disk of `path` has less than `bytes` to spare.
  static func requireRoom(_ bytes: Int64, at path: String) throws {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return }
    let (free, overflow) = Int64(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
    if !overflow && free < bytes {
      throw ModelStoreError.diskFull(path: path, neededBytes: bytes, freeBytes: free)
    }
  }
}
