/// A judge of requests in turn: lets them in while they fit beside what a pool already holds.
struct Admission {
  /// Source tokens in flight: bounds the memory of keys and values, and what is encoded at once.
  private static let sourceTokenBudget = 1024

  private let model: TransformerModel
  private let rowLimit: Int
  private var shares = 0
  private var cacheRows = 0
  private var sourceTokens = 0
  /// An empty pool takes any first request.
  private var isEmpty = true

  init(model: TransformerModel, rowLimit: Int) {
    self.model = model
    self.rowLimit = rowLimit
  }

  /// Counts a request that the pool holds.
  mutating func add(_ request: DecodingRequest) {
    shares += Self.share(of: request)
    cacheRows += Self.cacheRows(for: request, model)
    sourceTokens += request.source.count
    isEmpty = false
  }

  /// Whether the request fits; it then counts.
  mutating func admits(_ request: DecodingRequest) -> Bool {
    var after = self
    after.add(request)
    let fits =
      after.shares <= Self.shares(rowLimit: rowLimit) && after.cacheRows <= InferenceEngine.cacheRows
      && after.sourceTokens <= Self.sourceTokenBudget
    guard fits || isEmpty else { return false }
    self = after
    return true
  }

  /// What a sentence takes of the shares that a row limit gives: a row alone takes two of them, and each row of a
  /// beam one. Rows of a beam read the same keys and values, so twice as many do well side by side.
  static func share(of request: DecodingRequest) -> Int { max(request.beamSize, 2) }

  static func shares(rowLimit: Int) -> Int { 2 * rowLimit }

  /// Cache rows that the request may need at worst.
  static func cacheRows(for request: DecodingRequest, _ model: TransformerModel) -> Int {
    request.beamSize * (model.maximumLength(of: request) + 1)
  }
}
