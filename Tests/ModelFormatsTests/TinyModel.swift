import Foundation

/// A made-up model of dimension 4, one layer a side, in any version of the format.
struct TinyModel {
  var version: UInt32 = 6
  var weightType = CTranslate2FileWriter.Element.float32
  /// The type of norms and biases.
  var otherType = CTranslate2FileWriter.Element.float32
  var preNorm = true
  /// One stored matrix for both embeddings and the output layer.
  var isTied = true

  static let dimension = 4
  static let innerDimension = 6
  static let tokens = ["<s>", "</s>", "<unk>", "a", "b"]

  var writer: CTranslate2FileWriter {
    var writer = CTranslate2FileWriter()
    writer.version = version
    switch version {
    case 1, 2: writer.revision = 2
    case 3: writer.revision = 3
    case 4, 5: writer.revision = 4
    default: writer.revision = 7
    }
    if version < 3 { writer.specification = "TransformerBase" }
    addAttributes(to: &writer)

    for side in ["encoder", "decoder"] {
      addAttention("\(side)/layer_0/self_attention", inputs: [3, 1], to: &writer)
      if side == "decoder" { addAttention("decoder/layer_0/attention", inputs: [1, 2, 1], to: &writer) }
      addNorm("\(side)/layer_0/ffn/layer_norm", to: &writer)
      addLinear("\(side)/layer_0/ffn/linear_0", Self.innerDimension, Self.dimension, to: &writer)
      addLinear("\(side)/layer_0/ffn/linear_1", Self.dimension, Self.innerDimension, to: &writer)
      if preNorm { addNorm("\(side)/layer_norm", to: &writer) }
    }
    addVocabularyMatrices(to: &writer)
    return writer
  }

  private func addAttributes(to writer: inout CTranslate2FileWriter) {
    if writer.revision >= 5 {
      for side in ["encoder", "decoder"] {
        writer.add("\(side)/num_heads", int16: 2)
        writer.add("\(side)/pre_norm", flag: preNorm)
        writer.add("\(side)/activation", [], .int8, Data([2]))
        writer.add("\(side)/scale_embeddings", flag: true)
      }
      writer.add("decoder/alignment_layer", int16: -1)
      writer.add("decoder/alignment_heads", int16: 1)
    } else {
      writer.add("num_heads", int16: 2)
      writer.add("pre_norm", flag: preNorm)
      if version >= 4 { writer.add("activation", [], .int8, Data([2])) }
    }
    if version < 6 {
      writer.add("with_source_eos", flag: true)
      writer.add("with_target_bos", flag: false)
    }
  }

  private func addVocabularyMatrices(to writer: inout CTranslate2FileWriter) {
    let source = version >= 4 ? "encoder/embeddings_0/weight" : "encoder/embeddings/weight"
    let rows = Self.tokens.count
    addMatrix("decoder/embeddings/weight", rows, Self.dimension, to: &writer)
    if isTied && version >= 3 {
      writer.aliases += [
        ("decoder/projection/weight", "decoder/embeddings/weight"),
        (source, "decoder/embeddings/weight"),
      ]
    } else {
      addMatrix("decoder/projection/weight", rows, Self.dimension, to: &writer)
      addMatrix(source, rows, Self.dimension, to: &writer)
    }
    writer.add("decoder/projection/bias", [rows], as: otherType)
  }

  private func addAttention(
    _ scope: String, inputs: [Int], to writer: inout CTranslate2FileWriter
  ) {
    addNorm("\(scope)/layer_norm", to: &writer)
    for (index, parts) in inputs.enumerated() {
      addLinear("\(scope)/linear_\(index)", parts * Self.dimension, Self.dimension, to: &writer)
    }
  }

  private func addNorm(_ scope: String, to writer: inout CTranslate2FileWriter) {
    writer.add("\(scope)/gamma", [Self.dimension], as: otherType)
    writer.add("\(scope)/beta", [Self.dimension], as: otherType)
  }

  private func addLinear(
    _ scope: String, _ rows: Int, _ columns: Int, to writer: inout CTranslate2FileWriter
  ) {
    addMatrix("\(scope)/weight", rows, columns, to: &writer)
    writer.add("\(scope)/bias", [rows], as: otherType)
  }

  private func addMatrix(
    _ name: String, _ rows: Int, _ columns: Int, to writer: inout CTranslate2FileWriter
  ) {
    writer.add(name, [rows, columns], as: weightType)
    if weightType == .int8 { writer.add("\(name)_scale", [rows]) }
    if weightType == .int16 { writer.add("\(name)_scale", version < 5 ? [1] : []) }
  }
}

extension TinyModel {
  /// Writes the model as a folder that `ModelLoader` reads.
  func write(to folder: URL, vocabulary: String = "shared_vocabulary.json") throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try writer.data.write(to: folder.appendingPathComponent("model.bin"))
    let file = folder.appendingPathComponent(vocabulary)
    if vocabulary.hasSuffix(".json") {
      try JSONEncoder().encode(Self.tokens).write(to: file)
    } else {
      try Data(Self.tokens.map { "\($0)\n" }.joined().utf8).write(to: file)
    }
    if version >= 6 {
      let configuration = """
        {"add_source_bos": false, "add_source_eos": true, "bos_token": "<s>",
        "decoder_start_token": "</s>", "eos_token": "</s>", "layer_norm_epsilon": null,
        "unk_token": "<unk>"}
        """
      try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
    }
  }

  /// Runs `body` with a folder that is removed afterwards.
  static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }
}
