import Foundation
import FuzzDriver
import Inference
import Tokenization

@testable import ModelFormats

@_cdecl("PackedFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  if let folder = ProcessInfo.processInfo.environment["DRAGOMAN_FUZZ_SEEDS"] { writeSeeds(folder) }
  return fuzz(count, arguments, fuzzPacked)
}

/// Whatever the bytes, and whatever their checksums, reading them ends in a model that can be packed or in an error.
private let fuzzPacked: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt = { bytes, count in
  // As in a mapped file, sections lie where the kernels want them.
  let aligned = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 64)
  if let bytes { aligned.copyMemory(from: bytes, byteCount: count) }
  let data = Data(bytesNoCopy: aligned, count: count, deallocator: .custom { base, _ in base.deallocate() })
  do {
    let model = try PackedModelFile.read(data, path: "fuzz", verifies: false)
    _ = try TransformerModel(
      configuration: model.configuration, parameters: model.parameters, tokens: model.tokens,
      shortlist: model.shortlist)
    _ = model.tokenizer.encode("the ferry 🙂")
  } catch is ModelFormatError {
  } catch is TokenizationError {
  } catch is InferenceError {
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}

private func writeSeeds(_ path: String) {
  let folder = URL(fileURLWithPath: path)
  for (name, model) in [("plain", seed(recurrent: false)), ("recurrent", seed(recurrent: true))] {
    for weights in [ComputeType.int8, .float32] {
      try? PackedModelFile.write(
        model, to: folder.appendingPathComponent("\(name)-\(weights).dragoman"), weights: weights)
    }
  }
}

/// A model of dimension 2, one layer a side.
private func seed(recurrent: Bool) -> TranslationModel {
  let d = 2
  func tensor(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, elementType: .float32, data: Data(count: shape.reduce(4, *)))
  }
  func linear(_ outputs: Int, _ inputs: Int) -> LinearParameters {
    LinearParameters(weight: tensor([outputs, inputs]), bias: tensor([outputs]))
  }
  let norm = LayerNormParameters(gamma: tensor([d]), beta: tensor([d]))
  let attention = SelfAttentionParameters(norm: norm, queryKeyValue: linear(3 * d, d), output: linear(d, d))
  let feedForward = FeedForwardParameters(norm: norm, linears: [linear(3, d), linear(d, 3)])
  let vocabulary = Vocabulary(tokens: ["</s>", "<unk>", "▁the", "a"])
  let memory: TargetMemoryParameters =
    recurrent
    ? .recurrentUnit(RecurrentUnitParameters(norm: norm, input: linear(d, d), forget: linear(d, d)))
    : .selfAttention(attention)
  let stack = StackConfiguration(
    headCount: 1, preNorm: false, activation: .relu, embeddingMultiplier: 1,
    positionEncoding: recurrent ? .table(tensor([8, d])) : .sinusoidal(firstPosition: 0, denominator: 1),
    layerNormEpsilon: 1e-5)
  var model = TranslationModel(
    name: "seed",
    format: ModelFormat(container: .marian, version: 1, revision: 0, weightType: .float32),
    configuration: TransformerConfiguration(
      modelDimension: d, encoder: stack, decoder: stack, startFromZeroEmbedding: true),
    parameters: TransformerParameters(
      encoderEmbedding: recurrent ? .own(tensor([4, d])) : .outputLayer, decoderEmbedding: .outputLayer,
      encoderEmbeddingNorm: nil, decoderEmbeddingNorm: nil,
      encoderLayers: [EncoderLayerParameters(selfAttention: attention, feedForward: feedForward)],
      decoderLayers: [
        DecoderLayerParameters(
          targetMemory: memory,
          crossAttention: CrossAttentionParameters(
            norm: norm, query: linear(d, d), keyValue: linear(2 * d, d), output: linear(d, d)),
          feedForward: feedForward)
      ],
      encoderNorm: nil, decoderNorm: nil, outputLayer: linear(4, d)),
    tokens: SpecialTokens(start: 0, end: 0, unknown: 1, sourceEnd: 0),
    tokenizer: ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: nil),
    needsStartToken: false)
  if recurrent {
    model.shortlist = Shortlist(
      frequentCount: 2, sharesVocabulary: true, offsets: [0, 1, 1, 2, 2], targets: [2, 3])
  }
  return model
}
