import Inference

extension TranslationModel {
  /// Vocabularies below this are searched whole: a screen would save little.
  private static let leastVocabulary = 1 << 14
  /// Narrower models spend too little on a word for a screen to cost much less.
  private static let leastDimension = 256
  private static let vectorCount = 6000

  /// Whether a screen would serve: for a model of one pair, with a large vocabulary and no shortlist.
  private var wantsScreen: Bool {
    parameters.screen == nil && shortlist == nil && languageMarking == nil && !needsStartToken
      && parameters.outputLayer.weight.rows >= Self.leastVocabulary
      && configuration.modelDimension >= Self.leastDimension
  }

  /// Builds what finds the likely words among all, where the model is such that it saves time: it translates
  /// sentences of random pieces and looks at what the output layer then multiplies. Words that the target language
  /// does not write get the last ids.
  /// - Parameter progress: called with the part that is done, 0...1.
  /// - Throws: `InferenceError` for weights that do not fit, and what `progress` throws.
  public mutating func buildScreen(progress: (Double) throws -> Void = { _ in }) throws {
    guard wantsScreen else { return }
    let sentences = CalibrationSources(tokenizer).sentences().map(framedSource)
    guard !sentences.isEmpty else { return }
    let model = try TransformerModel(
      configuration: configuration, parameters: parameters, tokens: tokens, computeType: .int8)
    let hidden = try HiddenVectors(of: model, decoding: sentences, limit: Self.vectorCount) {
      try progress(Double($0) / Double(Self.vectorCount))
    }
    let (order, homeCount) = ForeignWords(tokenizer.target, translations: hidden.words).order(
      of: tokenizer.target)
    let isSorted = homeCount < order.count && renumberWords(order)
    parameters.screen = try ScreenBuilder(parameters.outputLayer, screening: isSorted ? homeCount : nil)
      .build(hidden)
  }
}
