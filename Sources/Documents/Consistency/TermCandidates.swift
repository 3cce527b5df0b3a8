import Dragoman

/// Names, acronyms and other words that a document uses as terms, and where they stand.
struct TermCandidates: Sendable {
  struct Place: Sendable, Equatable {
    /// Index of the text.
    var text: Int
    /// UTF-8 offsets in it.
    var range: Range<Int>
  }

  /// By what the source calls them.
  private(set) var places: [String: [Place]] = [:]

  init(in texts: [String], of language: LanguageTag) {
    var found: [String: [Place]] = [:]
    if language.isSpaced {
      let finder = SpacedCandidates(language)
      for (index, text) in texts.enumerated() {
        for candidate in finder.candidates(in: text) {
          found[candidate.form, default: []].append(Place(text: index, range: candidate.range))
        }
      }
      places = found.filter { form, places in places.count >= SpacedCandidates.fewest(form) }
    } else {
      places = HanCandidates(texts).places
    }
  }
}
