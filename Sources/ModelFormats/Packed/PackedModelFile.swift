import Foundation
import Inference
import Tokenization

/// Dragoman's own model file: everything that translating needs in one file, weights already in the panels of the
/// kernels. It is mapped and used in place, so that it loads at once and processes share its pages.
public enum PackedModelFile {
  /// Ends the names of such files.
  public static let pathExtension = "dragoman"

  /// Whether the file begins as a packed model does.
  public static func isPacked(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: PackedModelLayout.magic.count)).map(Array.init)
      == PackedModelLayout.magic
  }

  /// Whether the file begins as one that this program wrote or could have: other versions wrote weights that these
  /// kernels do not read.
  public static func isCurrent(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    let expected = PackedModelLayout.beginning
    return (try? handle.read(upToCount: expected.count)) == expected
  }

  /// Reads a model. Its checksums are verified, which reads the file once.
  /// - Throws: `ModelFormatError` naming the section, tensor or byte that is wrong; `TokenizationError`.
  public static func read(_ file: URL) throws -> TranslationModel {
    try read(
      ModelFile.read(file, maximumSize: PackedModelLayout.maximumFileSize), path: file.path)
  }

  /// - Parameters:
  ///   - data: the whole file, mapped: its pages are given back once verified.
  ///   - verifies: whether checksums are looked at; only a fuzzer goes without, whose data need not be mapped.
  package static func read(_ data: Data, path: String, verifies: Bool = true) throws -> TranslationModel {
    let container = try PackedModelContainer(data, file: path, verifies: verifies)
    let description = try PackedModelDescription(
      json: container.section(.description), file: path)
    let tokenizer = try ModelTokenizer(
      compiled: container.section(.tokenizer), name: "\(path): \(PackedModelLayout.Section.tokenizer.name)")
    let weights = try container.section(.weights)
    let table = try PackedTensorTable(
      container.section(.tensors), file: path, weightsSize: weights.count)
    var reader = try PackedParameterReader(table, weights: weights, file: path)
    var parameters = try reader.parameters(description.shape)
    parameters.screen = try description.screen.map { try reader.screen($0) }
    let shape = description.shape
    let positions = try reader.positions(shape)
    let configuration = TransformerConfiguration(
      modelDimension: shape.modelDimension,
      encoder: StackConfiguration(shape.encoder, positions: positions.encoder),
      decoder: StackConfiguration(shape.decoder, positions: positions.decoder),
      startFromZeroEmbedding: shape.startsFromZeroEmbedding, alignmentHeads: shape.alignmentHeads,
      alignmentStep: shape.alignmentStep,
      queryScale: shape.queryScale)
    try reader.refuseUnused()
    var model = TranslationModel(
      name: description.name,
      format: ModelFormat(
        container: .dragoman, version: Int(PackedModelLayout.version), revision: 0,
        weightType: description.weights == .int8 ? .int8 : .float32),
      configuration: configuration, parameters: parameters, tokens: description.specialTokens,
      tokenizer: tokenizer, needsStartToken: description.needsStartToken)
    model.describe(by: description)
    try model.checkVocabularies(file: path)
    if let section = try container.optionalSection(.shortlist) {
      model.shortlist = try PackedShortlist.read(
        section, file: path, source: tokenizer.source.count, target: tokenizer.target.count)
    }
    return model
  }

  /// Writes `model` to `file`: under another name first, so that what stands under this one is always whole.
  /// - Parameters:
  ///   - weights: `int8` quantises the large matrices by output row; `float32` keeps them as they are.
  ///   - progress: called with the part that is done, 0...1.
  /// - Throws: `ModelFormatError` when the file cannot be written, `InferenceError` for misshapen weights.
  public static func write(
    _ model: TranslationModel, to file: URL, weights: ComputeType = .int8,
    progress: (Double) throws -> Void = { _ in }
  ) throws {
    let partial = file.deletingLastPathComponent().appendingPathComponent(
      ".\(file.lastPathComponent).\(UUID().uuidString).partial")
    do {
      try PackedModelWriter(file: partial).write(model, weights: weights, progress: progress)
      guard rename(partial.path, file.path) == 0 else {
        throw PackedModelWriter.failure(file, "cannot be put in place")
      }
    } catch {
      unlink(partial.path)
      throw error
    }
  }
}

extension StackConfiguration {
  fileprivate init(_ stack: PackedModelDescription.Stack, positions: PositionEncoding) {
    self.init(
      headCount: stack.heads, preNorm: stack.preNorm, activation: stack.activation,
      embeddingMultiplier: stack.embeddingMultiplier, positionEncoding: positions,
      layerNormEpsilon: stack.layerNormEpsilon)
  }
}

extension TranslationModel {
  fileprivate mutating func describe(by description: PackedModelDescription) {
    sourceLanguage = description.sourceLanguage
    targetLanguage = description.targetLanguage
    version = description.version
    licence = description.licence
    attribution = description.attribution
    languageMarking = description.languageMarking
    origin = ModelFormat(
      container: description.origin.container, version: description.origin.version,
      revision: description.origin.revision, weightType: format.weightType)
  }

  /// Every id of a vocabulary must have a row, and every special token a place among the ids.
  fileprivate func checkVocabularies(file: String) throws {
    let (source, target) = (tokenizer.source.count, tokenizer.target.count)
    let output = parameters.outputLayer.weight.rows
    for (name, rows, count) in [
      ("encoder/embedding", parameters.encoderEmbedding.rows ?? output, source),
      ("decoder/embedding", parameters.decoderEmbedding.rows ?? output, target),
      ("output/weight", output, target),
    ] where rows != count {
      throw ModelFormatError(
        .invalid, file: file, field: name, reason: "has \(rows) rows, the vocabulary \(count) tokens")
    }
    let ofTarget = [tokens.start, tokens.end, tokens.unknown] + tokens.suppressed
    let ofSource = [tokens.sourceBegin, tokens.sourceEnd].compactMap { $0 }
    for (ids, count) in [(ofTarget, target), (ofSource, source)] {
      for id in ids where id < 0 || Int(id) >= count {
        throw ModelFormatError(
          .invalid, file: file, field: "description tokens",
          reason: "token \(id) lies outside of the vocabulary of \(count)")
      }
    }
  }
}
