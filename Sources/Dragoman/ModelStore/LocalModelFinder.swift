import Foundation

/// Finds the one model in a local folder, archive or file of the own format.
struct LocalModelFinder {
  let context: InstallContext
  let limits: ArchiveLimits
  /// An empty folder for what is unpacked.
  let scratch: String

  func find(_ source: String) throws -> ModelFiles {
    let copier = FolderCopier(context: context, limits: limits)
    if !StoreFolder.exists(source) {
      if source.hasSuffix(".dragoman") {
        let (folder, name) = Self.split(source)
        return ModelFiles(
          folder: folder, folderName: "", format: ModelPacker.format, weights: name,
          files: try copier.records(of: [name], in: folder), isOurs: false)
      }
      return try findUnpacked(source)
    }
    let files = try copier.list(source)
    if let package = Self.nestedPackage(in: files) { return try findUnpacked(source + "/" + package) }
    let layout = try LocalModelLayout.detect(files: files, source: source)
    let folder = layout.root.isEmpty ? source : source + "/" + layout.root
    let inside = files.compactMap { RelativePath.relative($0, to: layout.root) }
    return ModelFiles(
      folder: folder, folderName: (folder as NSString).lastPathComponent, format: layout.format,
      weights: layout.weights, files: try copier.records(of: inside, in: folder), isOurs: false)
  }

  private func findUnpacked(_ archive: String) throws -> ModelFiles {
    var folder = scratch + "/unpacked"
    var records = try unpack(archive, into: folder)
    // A package that carries one model archive among other things, as some distributions do.
    if let package = Self.nestedPackage(in: records.map(\.path)) {
      let outer = folder
      folder = scratch + "/nested"
      records = try unpack(outer + "/" + package, into: folder)
      try StoreFolder.remove(outer)
    }
    let layout = try LocalModelLayout.detect(files: records.map(\.path), source: archive)
    let files = records.compactMap { record in
      RelativePath.relative(record.path, to: layout.root).map {
        FileRecord(path: $0, size: record.size, sha256: record.sha256)
      }
    }
    return ModelFiles(
      folder: layout.root.isEmpty ? folder : folder + "/" + layout.root,
      folderName: (layout.root as NSString).lastPathComponent, format: layout.format,
      weights: layout.weights, files: files.sorted { $0.path < $1.path }, isOurs: true)
  }

  /// The only `.argosmodel` of a folder that holds no model itself.
  private static func nestedPackage(in files: [String]) -> String? {
    let packages = files.filter { $0.hasSuffix(".argosmodel") }
    guard packages.count == 1, (try? LocalModelLayout.detect(files: files, source: "")) == nil else {
      return nil
    }
    return packages.first
  }

  private func unpack(_ archive: String, into folder: String) throws -> [FileRecord] {
    try StoreFolder.create(folder)
    try GzipChecksum(context: context, limits: limits).verify(archive)
    return try ArchiveExtractor(context: context).extract(
      ArchiveReader(path: archive, limits: limits), into: folder
    ) { LocalModelLayout.keeps($0.path) ? $0.path : nil }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    let folder = (path as NSString).deletingLastPathComponent
    return (folder.isEmpty ? "." : folder, (path as NSString).lastPathComponent)
  }
}
