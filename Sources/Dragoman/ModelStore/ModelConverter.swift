import Foundation
import ModelFormats

/// Converts models by loading them and writing them as packed files.
struct ModelConverter: ModelConverting {
  func convert(
    folder: URL, to file: URL, facts: ModelFacts, progress: (Double) throws -> Void
  ) throws -> ModelFacts {
    _ = try ModelLoader.load(folder: folder)
    throw ModelFormatError(.unsupported, file: file.path, reason: "to be replaced")
  }

  func facts(of file: URL) throws -> ModelFacts {
    throw ModelFormatError(.unsupported, file: file.path, reason: "to be replaced")
  }
}
