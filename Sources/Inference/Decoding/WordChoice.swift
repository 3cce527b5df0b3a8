/// The words that a sentence's next tokens are chosen from.
enum WordChoice: Sendable {
  /// The whole vocabulary, exactly.
  case all
  /// The whole vocabulary, of which the model's screen finds the likely words; `sourceWords` are those of the
  /// sentence itself that the screen leaves out.
  case screened(sourceWords: NarrowedVocabulary?)
  /// The words of the sentence's shortlist.
  case narrowed(NarrowedVocabulary)

  /// Whether both are the same but for the words that belong to a sentence.
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
