import Foundation

/// An Argos package that can be loaded: a model of dimension 4, one layer a side, five tokens.
struct TinyTranslationModel {
  private static let dimension = 4
  private static let tokens = ["<s>", "</s>", "<unk>", "a", "b"]
  private var variables: [(name: String, body: Data)] = []
  private var state: UInt64 = 1

  /// Writes the package's files into a folder.
  static func write(to package: URL) throws {
    let folder = package.appendingPathComponent("model")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try sentencePiece.write(to: package.appendingPathComponent("sentencepiece.model"))
    let metadata = #"{"from_code": "aa", "to_code": "bb", "package_version": "1.0"}"#
    try Data(metadata.utf8).write(to: package.appendingPathComponent("metadata.json"))
    var model = TinyTranslationModel()
    try model.bytes().write(to: folder.appendingPathComponent("model.bin"))
    try JSONEncoder().encode(tokens).write(to: folder.appendingPathComponent("shared_vocabulary.json"))
    let configuration = """
      {"add_source_bos": false, "add_source_eos": true, "bos_token": "<s>", "eos_token": "</s>",
       "decoder_start_token": "</s>", "layer_norm_epsilon": null, "unk_token": "<unk>"}
      """
    try Data(configuration.utf8).write(to: folder.appendingPathComponent("config.json"))
  }

  /// A SentencePiece model of six pieces: protobuf messages of text, score and kind.
  private static var sentencePiece: Data {
    let pieces: [(text: String, kind: UInt8)] = [
      ("<unk>", 2), ("<s>", 3), ("</s>", 3), ("\u{2581}", 1), ("a", 1), ("b", 1),
    ]
    return pieces.reduce(into: Data()) { data, piece in
      let text = Data(piece.text.utf8)
      let message =
        Data([0x0A, UInt8(text.count)]) + text + Data([0x15]) + little(Float(-1).bitPattern)
        + Data([0x18, piece.kind])
      data += Data([0x0A, UInt8(message.count)]) + message
    }
  }

  private mutating func bytes() -> Data {
    let d = Self.dimension
    for side in ["encoder", "decoder"] {
      add("\(side)/num_heads", type: 2, [], Self.little(Int16(2)))
      for flag in ["pre_norm", "scale_embeddings"] { add("\(side)/\(flag)", type: 1, [], Data([1])) }
      add("\(side)/activation", type: 1, [], Data([0]))
      add("\(side)/layer_norm/gamma", [d])
      add("\(side)/layer_norm/beta", [d])
      var blocks = [("self_attention", [3 * d, d], d), ("ffn", [6, d], 6)]
      if side == "decoder" { blocks.append(("attention", [d, 2 * d, d], d)) }
      for (block, rows, inner) in blocks {
        let scope = "\(side)/layer_0/\(block)"
        add("\(scope)/layer_norm/gamma", [d])
        add("\(scope)/layer_norm/beta", [d])
        for (index, count) in rows.enumerated() {
          let columns = index == rows.count - 1 ? inner : d
          add("\(scope)/linear_\(index)/weight", [count, columns])
          add("\(scope)/linear_\(index)/bias", [count])
        }
      }
    }
    add("decoder/embeddings/weight", [Self.tokens.count, d])
    add("decoder/projection/bias", [Self.tokens.count])
    let aliases = ["decoder/projection/weight", "encoder/embeddings_0/weight"]
    var data = Self.little(UInt32(6)) + Self.text("TransformerSpec") + Self.little(UInt32(7))
    data += Self.little(UInt32(variables.count))
    for variable in variables.sorted(by: { $0.name < $1.name }) {
      data += Self.text(variable.name) + variable.body
    }
    data += Self.little(UInt32(aliases.count))
    for alias in aliases { data += Self.text(alias) + Self.text("decoder/embeddings/weight") }
    return data
  }

  /// Floats in -1...1, the same in each run.
  private mutating func add(_ name: String, _ shape: [Int]) {
    var values = Data()
    for _ in 0..<shape.reduce(1, *) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      values += Self.little((Float(state >> 40) / Float(1 << 23) - 1).bitPattern)
    }
    add(name, type: 0, shape, values)
  }

  private mutating func add(_ name: String, type: UInt8, _ shape: [Int], _ content: Data) {
    var body = Data([UInt8(shape.count)])
    for size in shape { body += Self.little(UInt32(size)) }
    variables.append((name, body + [type] + Self.little(UInt32(content.count)) + content))
  }

  private static func text(_ text: String) -> Data {
    little(UInt16(text.utf8.count + 1)) + Data(text.utf8) + [0]
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> Data {
    withUnsafeBytes(of: value.littleEndian) { Data($0) }
  }
}
