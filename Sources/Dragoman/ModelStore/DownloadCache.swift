import Foundation

/// Finished downloads, each kept until what it holds was taken out.
final class DownloadCache {
  /// Where finished downloads lie.
  let folder: String
  /// A folder that may be emptied at any time.
  let scratch: String
  let environment: [String: String]
  /// Hashes of archives that later installations of the same call need too.
  let shared: Set<String>
  private var client: PipClient?

  init(folder: String, scratch: String, environment: [String: String], shared: Set<String>) {
    self.folder = folder
    self.scratch = scratch
    self.environment = environment
    self.shared = shared
  }

  /// Path of the verified archive, downloaded unless it is there already.
  func archive(_ package: PipPackage, context: InstallContext) throws -> String {
    let cached = path(package)
    if StoreFolder.isTaken(cached) {
      do {
        var verifier = FileVerifier(context: context, totalBytes: package.archive.size)
        try verifier.verify(path: cached, record: package.archive)
        return cached
      } catch is ModelStoreError {
        try StoreFolder.remove(cached)
      }
    }
    try StoreFolder.create(folder)
    // What an earlier download of this run left there.
    try StoreFolder.remove(scratch)
    try StoreFolder.create(scratch)
    context.report(.downloading, 0, of: package.archive.size)
    let pip =
      try client ?? PipClient.find(environment: environment, scratch: scratch, context: context)
    client = pip
    let target = scratch + "/archive"
    try pip.download(package, scratch: scratch, target: target, context: context)
    try StoreFolder.rename(target, to: cached)
    try StoreFolder.synchronize(folder)
    try StoreFolder.remove(scratch)
    return cached
  }

  /// Deletes an archive that is done with, unless a later installation needs it.
  func release(_ package: PipPackage) {
    guard !shared.contains(package.archive.sha256) else { return }
    try? StoreFolder.remove(path(package))
  }

  private func path(_ package: PipPackage) -> String { folder + "/" + package.archive.path }
}
