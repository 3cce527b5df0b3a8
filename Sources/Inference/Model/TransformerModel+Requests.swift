extension TransformerModel {
  /// Refuses what the decoder could not run.
  func validate(_ request: DecodingRequest) throws(InferenceError) {
    let (source, options) = (request.source, request.options)
    guard !source.isEmpty else { throw .emptySource }
    guard source.count <= sourcePositionLimit else {
      throw .sourceTooLong(tokens: source.count, limit: sourcePositionLimit)
    }
    for id in source where id < 0 || Int(id) >= sourceVocabularySize {
      throw .unknownToken(id: id, vocabulary: sourceVocabularySize)
    }
    for id in options.forcedPrefix + options.suppressedTokens where id < 0 || Int(id) >= targetVocabularySize
    {
      throw .unknownToken(id: id, vocabulary: targetVocabularySize)
    }
    guard (1...InferenceEngine.maximumBeamSize).contains(options.beamSize) else {
      throw .invalidOption(
        name: "beamSize", reason: "\(options.beamSize) is not in 1...\(InferenceEngine.maximumBeamSize)")
    }
    guard (1...options.beamSize).contains(options.hypothesisCount) else {
      throw .invalidOption(
        name: "hypothesisCount",
        reason: "\(options.hypothesisCount) is not in 1...beamSize (\(options.beamSize))")
    }
    guard options.lengthPenalty.isFinite, options.lengthPenalty >= 0 else {
      throw .invalidOption(name: "lengthPenalty", reason: "must be a number from 0 up")
    }
    guard options.repetitionPenalty.isFinite, options.repetitionPenalty > 0 else {
      throw .invalidOption(name: "repetitionPenalty", reason: "must be a number above 0")
    }
    guard options.minimumLength >= 0, options.noRepeatNgramSize >= 0, options.maximumLength ?? 1 > 0 else {
      throw .invalidOption(
        name: "minimumLength, maximumLength or noRepeatNgramSize", reason: "must not be negative")
    }
    guard options.forcedPrefix.count < maximumLength(of: request) else {
      throw .invalidOption(name: "forcedPrefix", reason: "is as long as the longest translation allowed")
    }
  }

  /// The most tokens that the request's translation may have.
  func maximumLength(of request: DecodingRequest) -> Int {
    // Between the languages of this world a translation seldom has twice the tokens of its source.
    let bySource = 3 * request.source.count + 32 + request.options.forcedPrefix.count
    return min(request.options.maximumLength ?? bySource, decoder.input.positionLimit)
  }
}
