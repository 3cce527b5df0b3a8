/// The words that a sentence's next tokens are chosen from.
enum WordChoice: Sendable {
  /// The whole vocabulary, exactly.
  case all
  /// The whole vocabulary, of which the model's screen finds the likely words.
  case screened
  /// The words of the sentence's shortlist.
  case narrowed(NarrowedVocabulary)

  /// Whether both are the same but for the words of a shortlist.
  func isAlike(_ other: WordChoice) -> Bool {
    switch (self, other) {
    case (.all, .all), (.screened, .screened), (.narrowed, .narrowed): true
    default: false
    }
  }

  /// The words that have columns of their own.
  var vocabulary: NarrowedVocabulary? {
    guard case .narrowed(let vocabulary) = self else { return nil }
    return vocabulary
  }
}
