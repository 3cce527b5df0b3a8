import Foundation
import Inference
import Tokenization

/// A folder with `config.json`, the tokeniser's files and weights as safetensors or as torch saves them.
struct HuggingFaceFolder {
  let folder: URL

  /// Whether the folder holds weights under the names that transformers gives them.
  static func isPresent(in folder: URL) -> Bool { WeightFiles.find(in: folder) != nil }

  func load() throws -> TranslationModel {
    let settings = try configuration()
    guard let file = WeightFiles.find(in: folder) else {
      throw ModelFormatError(.missing, file: folder.path, reason: "no weights are here")
    }
    let weights = try WeightFiles(file)
    let model = try HuggingFaceReader.read(weights.arrays, file: weights.file, settings: settings)
    let tokens = try HuggingFaceTokens(folder: folder, settings: settings)
    let languages = try pair(settings, tokens)
    return TranslationModel(
      name: folder.lastPathComponent, sourceLanguage: languages.source, targetLanguage: languages.target,
      format: ModelFormat(container: .huggingFace, version: 1, revision: 0, weightType: model.weightType),
      configuration: model.configuration, parameters: model.parameters,
      tokens: try specialTokens(settings, tokens), tokenizer: tokens.tokenizer, needsStartToken: false,
      languageMarking: tokens.languageMarking)
  }

  private func configuration() throws -> HuggingFaceConfiguration {
    func read(_ name: String) throws -> (data: Data, path: String)? {
      let file = folder.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      let data = try ModelFile.read(file, maximumSize: HuggingFaceConfiguration.maximumFileSize)
      return (data, file.path)
    }
    guard let settings = try read("config.json") else {
      throw ModelFormatError(
        .missing, file: folder.appendingPathComponent("config.json").path,
        reason: "the weights mean nothing without it")
    }
    let generation = try read("generation_config.json")
    return try HuggingFaceConfiguration(
      json: settings.data, file: settings.path, generation: generation?.data,
      generationFile: generation?.path ?? "")
  }

  private func specialTokens(
    _ settings: HuggingFaceConfiguration, _ tokens: HuggingFaceTokens
  ) throws -> SpecialTokens {
    let name = "</s>"
    guard let sourceEnd = tokens.source.find(name) else {
      throw ModelFormatError(
        .missing, file: folder.path, field: "source vocabulary", reason: "the end token \(name) is not in it")
    }
    return SpecialTokens(
      start: settings.startToken, end: settings.endToken, unknown: tokens.target.unknownID,
      sourceEnd: sourceEnd, suppressed: settings.suppressedTokens)
  }

  /// The languages of a model of one pair, as its tokeniser's settings spell them.
  private func pair(
    _ settings: HuggingFaceConfiguration, _ tokens: HuggingFaceTokens
  ) throws -> (source: String?, target: String?) {
    let file = folder.appendingPathComponent("tokenizer_config.json")
    guard settings.family == .marian, FileManager.default.fileExists(atPath: file.path) else {
      return (nil, nil)
    }
    let size = HuggingFaceConfiguration.maximumFileSize
    let fields = try JSONFields(
      json: ModelFile.read(file, maximumSize: size), file: file.path, maximumSize: size)
    let source = try fields.value("source_lang", as: String.self, "a string")
    let target = try fields.value("target_lang", as: String.self, "a string")
    return (source, tokens.languageMarking == nil ? target : nil)
  }
}
