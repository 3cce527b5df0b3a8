/// One unfinished hypothesis: the way from the root of the search's tree to a node.
struct Beam {
  /// Its last token.
  var node: Int
  /// The sum of its tokens' log-probabilities.
  var score: Float
}
