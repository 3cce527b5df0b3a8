import Foundation
import Inference
import ModelFormats
import Testing
import Tokenization

/// Where real models may lie on this machine; the tests that need one are skipped without it.
enum RealModels {
  /// `DRAGOMAN_TEST_MODEL`, else the zh-en model of the default store.
  static let chineseToEnglish: URL? = {
    if let path = ProcessInfo.processInfo.environment["DRAGOMAN_TEST_MODEL"] { return existing(path) }
    return models.first { $0.lastPathComponent.contains("zh-en") || $0.lastPathComponent.contains("zh_en") }
  }()

  /// The same model in our own file and, where the store keeps it, as it came.
  static let chineseToEnglishForms: [URL] = {
    guard let folder = chineseToEnglish else { return [] }
    return [folder] + (existing(folder.appendingPathComponent("original").path).map { [$0] } ?? [])
  }()

  /// The folders of the models in the default store.
  static let models: [URL] = {
    let environment = ProcessInfo.processInfo.environment
    let home =
      environment["DRAGOMAN_HOME"]
      ?? (environment["XDG_DATA_HOME"] ?? "\(NSHomeDirectory())/.local/share") + "/dragoman"
    let models = URL(fileURLWithPath: home).appendingPathComponent("models")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: models.path)) ?? []
    return names.sorted().map { models.appendingPathComponent($0) }
  }()

  /// The folder of reference files that some machines have beside the repository.
  static let reference: URL? = {
    if let path = ProcessInfo.processInfo.environment["DRAGOMAN_REFERENCE"] { return existing(path) }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return existing(root.appendingPathComponent("../shared/reference").standardizedFileURL.path)
  }()

  static func transliteration(_ suffix: String) -> URL? {
    reference?.appendingPathComponent("ctranslate2/v2/aren-transliteration\(suffix)")
  }

  private static func existing(_ path: String) -> URL? {
    FileManager.default.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
  }
}

struct RealModelTests {
  @Test(.enabled(if: RealModels.chineseToEnglish != nil), arguments: RealModels.chineseToEnglishForms)
  func chineseToEnglishLoads(folder: URL) throws {
    let model = try ModelLoader.load(folder: folder)
    #expect(model.sourceLanguage == "zh")
    #expect(model.targetLanguage == "en")
    #expect(model.configuration.modelDimension == 512)
    #expect(model.configuration.encoder.headCount == 8)
    #expect(!model.configuration.encoder.preNorm)
    #expect(model.configuration.decoder.activation == .swish)
    #expect(model.configuration.startFromZeroEmbedding)
    // Converters of the format write "head 0 of the last layer" into every model; our own file keeps no such claim.
    let claimed = model.format.container == .dragoman ? [] : [AlignmentHead(layer: 5, head: 0)]
    #expect(model.configuration.alignmentHeads == claimed)
    #expect(model.parameters.encoderLayers.count == 6)
    #expect(model.format.weightType == .int8)
    #expect(model.parameters.outputLayer.weight.rows == 65000)
    guard case .outputLayer = model.parameters.encoderEmbedding,
      case .outputLayer = model.parameters.decoderEmbedding
    else {
      Issue.record("the embeddings are the output layer's matrix")
      return
    }
    guard case .table(let table) = model.configuration.encoder.positionEncoding else {
      Issue.record("the file has a table of positions")
      return
    }
    #expect(table.shape == [2048, 512])
    #expect(model.tokens.end == 0)
    #expect(model.tokens.unknown == 1)
    #expect(model.tokens.sourceEnd == 0)
    #expect(model.tokens.sourceBegin == nil)

    let encoded = model.tokenizer.encode("今天下午继续开会。")
    #expect(!encoded.ids.contains(model.tokens.unknown))
    #expect(encoded.ids.count == encoded.pieces.count)
    let spelled = encoded.pieces.joined().replacing("\u{2581}", with: "")
    #expect(spelled == "今天下午继续开会。")
  }

  @Test(.enabled(if: RealModels.reference != nil), arguments: ["", "-i8", "-i16"])
  func transliterationLoads(suffix: String) throws {
    let folder = try #require(RealModels.transliteration(suffix))
    let model = try ModelLoader.load(folder: folder)
    #expect(model.configuration.modelDimension == 32)
    #expect(model.configuration.encoder.preNorm)
    #expect(model.parameters.decoderLayers.count == 6)
    #expect(model.parameters.decoderNorm != nil)
    let expected: Tensor.ElementType =
      suffix == "-i8" ? .int8 : suffix == "-i16" ? .int16 : .float32
    #expect(model.format.weightType == expected)
    #expect(model.tokens.sourceEnd == nil)
    #expect(model.tokenizer.target.token(model.tokens.start) == "<s>")
    #expect(model.tokenizer.target.token(model.tokens.end) == "</s>")

    let encoded = model.tokenizer.encode("آ ت ز م و ن")
    #expect(encoded.ids.count == 6)
    #expect(!encoded.ids.contains(model.tokenizer.source.unknownID))
    let letters: [Int32] = ["a", "t", "z"].map { model.tokenizer.target.id(of: $0) }
    #expect(model.tokenizer.decode(letters + [model.tokens.end]) == "a t z")
  }
}
