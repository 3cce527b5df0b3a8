import Foundation
import Inference
import ModelFormats

/// Converts whatever `ModelLoader` reads into packed model files.
struct ModelConverter: ModelConverting {
  /// The part of a conversion's time that building a screen takes, where one is built.
  private static let screenShare = 0.8

  func convert(
    folder: URL, to file: URL, facts: ModelFacts, progress: (Double) throws -> Void
  ) throws -> ModelFacts {
    var model = try ModelLoader.load(folder: folder)
    model.settleAlignment()
    model.name = facts.name ?? model.name
    model.sourceLanguage = facts.from ?? model.sourceLanguage
    model.targetLanguage = facts.to ?? model.targetLanguage
    model.licence = facts.licence ?? model.licence
    model.attribution = facts.attribution ?? model.attribution
    let weights: ComputeType = facts.quantisation == ModelQuantisation.float32.rawValue ? .float32 : .int8
    if weights == .int8 { try model.buildScreen { try progress($0 * Self.screenShare) } }
    try PackedModelFile.write(model, to: file, weights: weights) {
      try progress(Self.screenShare + $0 * (1 - Self.screenShare))
    }
    // Read back, so that a file which nobody could load is never published.
    return try self.facts(of: file)
  }

  func facts(of file: URL) throws -> ModelFacts {
    let model = try PackedModelFile.read(file)
    return ModelFacts(
      name: model.name, from: model.sourceLanguage, to: model.targetLanguage, licence: model.licence,
      attribution: model.attribution, quantisation: model.format.weightType == .int8 ? "int8" : "float32")
  }

  func isCurrent(_ file: URL) -> Bool { PackedModelFile.isCurrent(file) }
}
