/// One unfinished hypothesis: the way from the root of the search's tree to a node.
struct Beam {
  /// Its last token.
  var node: Int
  /// The sum of its tokens' log-probabilities.
  var score: Float
  /// How many tokens it has: the same for all beams, but for those that went back for a term.
  var depth = 0
  /// nil for a sentence without terms.
  var terms: TermProgress?
}
