/// What is forbidden, made less likely or let in besides for one hypothesis at one step.
struct LogitConstraint {
  /// Ids that must not come.
  var banned: [Int32] = []
  /// Ids already used, each once, whose logits are weakened by `penalty`.
  var penalized: [Int32] = []
  var penalty: Float = 1
  /// Words of the sentence that a screen leaves out and that may come all the same; their columns follow those of
  /// the vocabulary.
  var sourceWords: NarrowedVocabulary?
  /// Words whose log-probabilities are asked for besides, likely or not.
  var asked: NarrowedVocabulary?
  /// The id that comes, however unlikely: the only candidate, with its log-probability among all.
  var given: Int32?

  /// Applies the rules against repetition to what may follow `tokens`.
  mutating func discourage(repeating tokens: [Int32], _ options: DecodingOptions) {
    banned += Self.completions(ofNgrams: options.noRepeatNgramSize, in: tokens)
    guard options.repetitionPenalty != 1 else { return }
    penalized = Array(Set(tokens)).sorted()
    penalty = options.repetitionPenalty
  }

  /// Ids that would complete an n-gram that already stands in `tokens`.
  private static func completions(ofNgrams size: Int, in tokens: [Int32]) -> [Int32] {
    guard size > 0, tokens.count >= size else { return [] }
    let tail = tokens.suffix(size - 1)
    return (0...(tokens.count - size)).compactMap { start in
      tokens[start..<start + size - 1].elementsEqual(tail) ? tokens[start + size - 1] : nil
    }
  }

  /// Changes a tile of logits, the columns `columns` of `vocabulary`.
  func apply(
    to logits: UnsafeMutablePointer<Float>, columns: Range<Int>, of vocabulary: NarrowedVocabulary?
  ) {
    for id in penalized {
      guard let column = Self.column(of: id, in: vocabulary), columns.contains(column) else { continue }
      let logit = logits[column - columns.lowerBound]
      logits[column - columns.lowerBound] = logit > 0 ? logit / penalty : logit * penalty
    }
    for id in banned {
      guard let column = Self.column(of: id, in: vocabulary), columns.contains(column) else { continue }
      logits[column - columns.lowerBound] = -.infinity
    }
  }

  /// The column of the given id; a narrowed vocabulary always has it.
  func givenColumn(in vocabulary: NarrowedVocabulary?) -> Int? {
    given.flatMap { Self.column(of: $0, in: vocabulary) }
  }

  private static func column(of id: Int32, in vocabulary: NarrowedVocabulary?) -> Int? {
    guard let vocabulary else { return Int(id) }
    return vocabulary.column(of: id)
  }
}
