/// A possible next token.
struct Candidate {
  var token: Int32
  var logProbability: Float
}
