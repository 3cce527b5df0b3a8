import Foundation

/// Small models of our own that are read where they lie beside the program or in the package's source.
enum BundledFile {
  /// The bytes of a file, mapped; nil where it is nowhere.
  ///
  /// - Parameter path: within the folder of models: `han-words/words.tsv`.
  static func data(_ path: String) -> Data? {
    let finder = BundleFinder(environment: ProcessInfo.processInfo.environment)
    return finder.files(path).lazy.compactMap {
      try? Data(contentsOf: URL(fileURLWithPath: $0), options: .mappedIfSafe)
    }.first
  }
}
