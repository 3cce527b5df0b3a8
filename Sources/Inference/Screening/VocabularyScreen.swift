import CKernels
import Foundation

/// Finds the panels of the output layer that hold the likely words.
///
/// A hidden vector is projected to a few dimensions, in which all words are scored approximately; the panels with
/// the best words are then multiplied exactly, in full dimension. What the other panels add to the normaliser is
/// estimated from their best words.
struct VocabularyScreen: Sendable {
  let projection: Linear  // [rank, d], float32: a hundredth of the work
  let words: Int8Weights  // [words, rank]
  /// The words up to here; what lies behind is foreign to the target language.
  let wordCount: Int
  let panelCount: Int
  private let restFactor: Float
  private let restExponent: Float
  /// The panel of the end mark, without which no sentence would end.
  let endPanel: Int

  init(
    _ parameters: ScreenParameters, outputs: Int, dimension: Int, endToken: Int32, kernels: KernelTable
  ) throws(InferenceError) {
    let rank = parameters.projection.weight.rows
    projection = try Linear(
      parameters.projection, outputs: rank, inputs: dimension, name: "screen/projection",
      computeType: .float32, kernels: kernels)
    wordCount = parameters.words.weight.rows
    try parameters.words.weight.validate(as: "screen/words/weight", shape: [wordCount, rank])
    try parameters.words.bias?.validate(as: "screen/words/bias", shape: [wordCount])
    guard wordCount <= outputs, endToken >= 0, endToken < wordCount else {
      throw .wrongShape(
        weight: "screen/words/weight", expected: [outputs, rank], found: parameters.words.weight.shape)
    }
    guard rank <= dimension, parameters.panelCount > 0, parameters.restFactor.isFinite,
      parameters.restFactor >= 0,
      parameters.restExponent.isFinite, parameters.restExponent > 0
    else {
      throw .invalidOption(
        name: "screen", reason: "more dimensions than the model has, no panels, or no estimate of the rest")
    }
    words = try Int8Weights(parameters.words.weight, bias: parameters.words.bias)
    panelCount = min(parameters.panelCount, dk_panels(wordCount))
    restFactor = parameters.restFactor
    restExponent = parameters.restExponent
    endPanel = Int(endToken) / Int(DK_PANEL)
  }

  /// What the panels left out add to `kept`, the chosen ones' sum of exponentials, when the sum over the scores of
  /// their best words is `estimate`.
  func rest(kept: Float, estimate: Float) -> Float {
    guard kept > 0, estimate > 0 else { return 0 }
    return kept * restFactor * powf(estimate / kept, restExponent)
  }
}
