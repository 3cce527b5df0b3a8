#if canImport(Inference)
  import Inference
#endif

/// The matrices with a row for each word.
extension MarianReader {
  typealias VocabularyMatrices = (
    encoder: TransformerParameters.Tying, decoder: TransformerParameters.Tying, output: LinearParameters
  )

  mutating func vocabularyMatrices() throws -> VocabularyMatrices {
    let sizes = options.vocabularySizes
    let encoderName = options.sharesEmbeddings ? "Wemb" : "encoder_Wemb"
    let decoderName = options.sharesEmbeddings ? "Wemb" : "decoder_Wemb"
    let encoder = try embedding(encoderName, rows: sizes.first)
    let decoder = options.sharesEmbeddings ? encoder : try embedding(decoderName, rows: sizes.last)
    let weight = options.tiesOutput ? decoder : try outputWeight(rows: decoder.rows)
    let bias = options.hasOutputBias ? try vector("decoder_ff_logit_out_b", weight.rows) : nil
    let tiesBoth = options.tiesOutput && options.sharesEmbeddings
    return (
      tiesBoth ? .outputLayer : .own(encoder), options.tiesOutput ? .outputLayer : .own(decoder),
      LinearParameters(weight: weight, bias: bias)
    )
  }

  /// A row for each word; `rows` nil accepts any number.
  mutating func embedding(_ name: String, rows: Int?) throws -> Tensor {
    let tensor = try tensor(name)
    let dimension = options.dimension
    guard tensor.shape.count == 2, tensor.shape[1] == dimension, rows == nil || tensor.shape[0] == rows else {
      throw wrongShape(tensor, [rows, dimension])
    }
    return try rowMajor(tensor)
  }

  /// Two names: the newer one has its rows and columns already where they are wanted.
  private mutating func outputWeight(rows: Int) throws -> Tensor {
    let name = "decoder_ff_logit_out_W"
    guard file.tensors["\(name)t"] != nil else {
      return try matrix(name, inputs: options.dimension, outputs: rows)
    }
    let tensor = try tensor("\(name)t")
    if case .intgemm8 = tensor.content { throw quantisedTwice(tensor) }
    if case .intgemm16 = tensor.content { throw quantisedTwice(tensor) }
    return try embedding("\(name)t", rows: rows)
  }

  private func quantisedTwice(_ tensor: MarianTensor) -> ModelFormatError {
    error(
      tensor, kind: .unsupported,
      "an untied output layer quantised under this name cannot be run: convert with --gemm-type float32"
    )
  }
}
