import Foundation

/// Turns models of other engines into Dragoman's own single file.
package protocol ModelConverting: Sendable {
  /// Reads the model in `folder` and writes it to `file`.
  ///
  /// Blocks the calling thread. An error may leave a part of `file` behind, which the caller removes.
  ///
  /// - Parameters:
  ///   - facts: take the place of what the model's files say, where not nil.
  ///   - progress: called with the share done, 0 to 1; an error that it throws ends the work.
  /// - Returns: what the written file says about the model.
  func convert(
    folder: URL, to file: URL, facts: ModelFacts, progress: (Double) throws -> Void
  ) throws -> ModelFacts

  /// What a file that `convert` wrote says about its model.
  /// - Throws: when the file is damaged.
  func facts(of file: URL) throws -> ModelFacts

  /// Whether a file that some version's `convert` wrote is one that this version reads.
  func isCurrent(_ file: URL) -> Bool
}
