/// What a search believes will come next: tokens that are read by the decoder before they are chosen, many in one
/// pass. They come from a given target, a forced prefix, or a draft; the search takes them only as far as it would
/// have chosen them by itself.
struct Foresight {
  private let tokens: [Int32]
  private let isDraft: Bool
  /// Index of the token that should come next; nil where the draft is lost.
  private var place: Int? = 0
  /// Where the draft was right for the last time.
  private var anchor = 0
  /// Tokens of a draft that have been right in a row; two to begin with.
  private var run = 2

  init(_ request: DecodingRequest, endToken: Int32) {
    let prefix = request.options.forcedPrefix
    let draft = request.draft.prefix { $0 != endToken }
    isDraft =
      request.target == nil && request.beamSize == 1 && request.terms.isEmpty && draft.count > prefix.count
      && draft.starts(with: prefix)
    tokens = isDraft ? Array(draft) : request.target ?? prefix
  }

  /// Up to `limit` tokens to read ahead. A wrong guess costs a row of every matrix product, so a draft earns its
  /// reach.
  func ahead(limit: Int) -> ArraySlice<Int32> {
    guard let place else { return [] }
    let reach = isDraft ? 4 + 2 * run : tokens.count
    return tokens[place...].prefix(max(min(limit, reach), 0))
  }

  /// What a draft says comes next.
  var drafted: Int32? {
    guard isDraft, let place, place < tokens.count else { return nil }
    return tokens[place]
  }

  /// Takes note of a chosen token, and of the one before it. A draft that was wrong goes on behind the place where
  /// it says the same two tokens.
  mutating func follow(_ token: Int32, after previous: Int32) {
    if let right = place, right < tokens.count, tokens[right] == token {
      anchor = right + 1
      place = anchor
      run += 1
      return
    }
    guard isDraft else { return }
    run = 0
    let index = tokens.indices.dropFirst(max(anchor, 1)).first {
      tokens[$0] == token && tokens[$0 - 1] == previous
    }
    place = index.map { $0 + 1 }
  }
}
