/// A hypothesis with one more token.
struct Extension {
  /// Index of the hypothesis among the beams.
  var beam: Int
  var candidate: Candidate
  /// Of the whole.
  var score: Float
}
