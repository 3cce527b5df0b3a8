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
    let targets =
      options.forcedPrefix + options.suppressedTokens + (request.target ?? []) + request.draft
      + request.terms.flatMap { $0.alternatives + $0.accepted + $0.led }.joined()
      + options.bannedSequences.joined()
    for id in targets where id < 0 || Int(id) >= targetVocabularySize {
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
    guard options.draftMargin.isFinite, options.draftMargin >= 0 else {
      throw .invalidOption(name: "draftMargin", reason: "must be a number from 0 up")
    }
    guard options.minimumLength >= 0, options.noRepeatNgramSize >= 0, options.maximumLength ?? 1 > 0 else {
      throw .invalidOption(
        name: "minimumLength, maximumLength or noRepeatNgramSize", reason: "must not be negative")
    }
    guard !options.bannedSequences.contains(where: \.isEmpty) else {
      throw .invalidOption(name: "bannedSequences", reason: "a sequence needs tokens")
    }
    for term in request.terms { try validate(term, source: source) }
    if let target = request.target { try validate(target: target, prefix: options.forcedPrefix) }
    guard options.forcedPrefix.count < maximumLength(of: request) else {
      throw .invalidOption(name: "forcedPrefix", reason: "is as long as the longest translation allowed")
    }
  }

  private func validate(_ term: TermConstraint, source: [Int32]) throws(InferenceError) {
    guard !term.source.isEmpty, term.source.lowerBound >= 0, term.source.upperBound <= source.count else {
      throw .invalidOption(name: "terms", reason: "\(term.source) are no positions of the source")
    }
    let forms = term.alternatives + term.accepted + term.led
    guard !term.alternatives.isEmpty, !forms.contains(where: \.isEmpty) else {
      throw .invalidOption(name: "terms", reason: "a term needs words")
    }
    guard !forms.joined().contains(tokens.end) else {
      throw .invalidOption(name: "terms", reason: "a term must not hold the end mark")
    }
  }

  private func validate(target: [Int32], prefix: [Int32]) throws(InferenceError) {
    let limit = decoder.input.positionLimit
    guard target.count < limit else {
      throw .invalidOption(
        name: "target", reason: "\(target.count) tokens and the end mark are more than \(limit) positions")
    }
    guard !target.contains(tokens.end) else {
      throw .invalidOption(name: "target", reason: "must not hold the end mark, which is scored after it")
    }
    guard target.starts(with: prefix) else {
      throw .invalidOption(name: "target", reason: "does not begin with the forced prefix")
    }
  }

  /// The words that the request's translation is chosen from. A given translation is scored among all, or those of
  /// its shortlist.
  func words(for request: DecodingRequest) throws(InferenceError) -> WordChoice {
    guard request.options.narrowsVocabulary else { return .all }
    guard let shortlist else {
      guard let screen = outputLayer.screen, request.target == nil else { return .all }
      return .screened(sourceWords: try outputLayer.words(of: request.source, leftOutBy: screen))
    }
    let words = shortlist.words(
      for: request.source, always: [tokens.end] + request.options.forcedPrefix + (request.target ?? []),
      vocabularySize: targetVocabularySize)
    // Longer lists save too little to be worth their copy; so memory stays in bounds whatever the lists say.
    return words.count <= targetVocabularySize / 2 ? .narrowed(try outputLayer.narrowed(to: words)) : .all
  }

  /// The words of the request's terms; nil where it has none.
  func termWords(for request: DecodingRequest) throws(InferenceError) -> NarrowedVocabulary? {
    let ids = request.target == nil ? TermGuide.tokens(of: request) : []
    return ids.isEmpty ? nil : try outputLayer.narrowed(to: ids)
  }

  /// The most tokens that the request's translation may have; of a given target all, and the end mark.
  func maximumLength(of request: DecodingRequest) -> Int {
    if let target = request.target { return target.count + 1 }
    // Between the languages of this world a translation seldom has twice the tokens of its source.
    let bySource = 3 * request.source.count + 32 + request.options.forcedPrefix.count
    return min(request.options.maximumLength ?? bySource, decoder.input.positionLimit)
  }
}
