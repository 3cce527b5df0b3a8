import Foundation

/// The files of a folder and of those in it that a job is about.
struct FolderScan {
  private let settings: BatchSettings

  init(_ settings: BatchSettings) {
    self.settings = settings
  }

  /// In the order of their paths. Hidden files are left out, and what the job itself writes.
  /// - Throws: `BatchError.noSuchFolder`
  func files() throws(BatchError) -> [JobFile] {
    let root = URL(fileURLWithPath: settings.folder, isDirectory: true)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw .noSuchFolder(settings.folder)
    }
    var files: [JobFile] = []
    visit(root, "", &files)
    return files.sorted { $0.path < $1.path }
  }

  private func visit(_ folder: URL, _ prefix: String, _ files: inout [JobFile]) {
    // A folder that may not be read hides nothing else.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where !name.hasPrefix(".") {
      let url = folder.appendingPathComponent(name)
      let path = prefix + name
      var status = stat()
      guard lstat(url.path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        if url.path != settings.output { visit(url, path + "/", &files) }
        continue
      }
      // A link to a file is that file; one to a folder could lead round in circles.
      guard stat(url.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, isWanted(path) else { continue }
      let modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
      files.append(JobFile(path: path, size: Int64(status.st_size), modified: modified))
    }
  }

  private func isWanted(_ path: String) -> Bool {
    let matches = { (pattern: String) in
      // A pattern without a folder is one for names in all of them.
      let subject = pattern.contains("/") ? path : (path as NSString).lastPathComponent
      return fnmatch(pattern, subject, 0) == 0
    }
    return (settings.included.isEmpty || settings.included.contains(where: matches))
      && !settings.excluded.contains(where: matches)
  }
}
