/// The terms of one sentence while it is searched.
struct TermGuide {
  /// More would not fit the masks; a sentence has a handful.
  static let mostConstraints = 64

  /// How much of its attention a token gives to a term that it translates.
  private static let share: Float = 0.5
  /// How much a token gives that looks at a term most, behind which others look elsewhere: it translated the term, too.
  static let passingShare: Float = 0.3
  /// How many others these are.
  static let lag = 2
  /// How much less likely the first token of preferred words may be than what stood there, in log-probability.
  static let gap: Float = 5

  let constraints: [TermConstraint]
  let tries: [TermTrie]
  /// What meets a constraint where the model writes it by itself.
  let knownTries: [TermTrie]
  /// The words to give, with articles in front as well.
  let ledTries: [TermTrie]
  /// All tokens of all alternatives, ascending.
  let tokens: [Int32]
  let words: WordTokens
  /// Log-probabilities of `tokens` behind the nodes that have been read.
  private var chances: [Int: [Float]] = [:]

  /// nil for a request without terms.
  init?(_ request: DecodingRequest) {
    guard !request.terms.isEmpty, request.target == nil else { return nil }
    constraints = Array(request.terms.prefix(Self.mostConstraints))
    tries = constraints.map { TermTrie($0.alternatives) }
    knownTries = constraints.map { TermTrie($0.alternatives + $0.accepted) }
    ledTries = constraints.map { TermTrie($0.alternatives + $0.led) }
    tokens = Self.tokens(of: request)
    words = request.words
  }

  /// All tokens of all terms, ascending, each once.
  static func tokens(of request: DecodingRequest) -> [Int32] {
    Set(request.terms.prefix(mostConstraints).flatMap { $0.alternatives + $0.led }.joined()).sorted()
  }

  var start: TermProgress { TermProgress(count: constraints.count) }

  mutating func note(_ logProbabilities: UnsafePointer<Float>, behind node: Int) {
    chances[node] = Array(UnsafeBufferPointer(start: logProbabilities, count: tokens.count))
  }

  /// How likely a term's token is behind a node; nil where that is not known.
  func chance(of token: Int32, behind node: Int) -> Float? {
    guard let known = chances[node] else { return nil }
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low < tokens.count && tokens[low] == token ? known[low] : nil
  }

  /// What part of the attention [source length] falls on the source of a constraint.
  func share(of constraint: Int, in attention: UnsafeMutablePointer<Float>, length: Int) -> Float {
    let range = constraints[constraint].source.clamped(to: 0..<length)
    return range.reduce(0) { $0 + attention[$1] }
  }

  /// The attention [source length] of a token that was given for a constraint: all of it falls on the constraint's source.
  func row(_ row: [Float], of constraint: Int) -> [Float] {
    let range = constraints[constraint].source.clamped(to: row.indices)
    let total = range.reduce(0) { $0 + row[$1] }
    var known = [Float](repeating: 0, count: row.count)
    for place in range { known[place] = total > 0 ? row[place] / total : 1 / Float(range.count) }
    return known
  }

  /// Whether what a token looks at most is the source of a constraint.
  func leans(_ constraint: Int, _ attention: UnsafeMutablePointer<Float>?, length: Int) -> Bool {
    guard let attention, let most = (0..<length).max(by: { attention[$0] < attention[$1] }) else {
      return false
    }
    return constraints[constraint].source.contains(most)
  }

  /// Whether a token is a word for the source of a constraint.
  func translates(_ constraint: Int, _ attention: UnsafeMutablePointer<Float>?, length: Int) -> Bool {
    guard let attention else { return false }
    return share(of: constraint, in: attention, length: length) >= Self.share
  }
}
