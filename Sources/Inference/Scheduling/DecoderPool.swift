/// One worker's hypotheses in flight: a pool of decoder rows that is refilled as sentences end,
/// so that the matrices stay wide.
struct DecoderPool {
  /// Source tokens in flight: bounds the memory of keys and values, and what is encoded at once.
  private static let sourceTokenBudget = 1024

  private struct Search {
    let job: DecodingJob
    let reservedRows: Int
    /// The words of a sentence with a shortlist.
    let vocabulary: NarrowedVocabulary?
    var beams: BeamSearch
  }

  private let model: TransformerModel
  private let rowLimit: Int
  private var cache: TargetCache
  private var searches: [Search] = []
  private var layerScratch: LayerScratch
  private var outputScratch: OutputScratch
  private var encoded: Scratch<Float>  // [source tokens, d]
  private var hidden: Scratch<Float>  // [rows, d]
  private var selected: Scratch<Float>  // [rows that need logits, d]

  /// - Parameter sharing: Where the worker's products are made; nil without other workers.
  init(model: TransformerModel, rowLimit: Int, sharing: SharedProduct?) throws(InferenceError) {
    self.model = model
    self.rowLimit = rowLimit
    cache = try TargetCache(
      rowLimit: InferenceEngine.cacheRows, vectors: model.decoder.cacheVectors,
      dimension: model.configuration.modelDimension)
    layerScratch = try LayerScratch(
      computeType: model.computeType, kernels: model.kernels, sharing: sharing)
    outputScratch = try OutputScratch()
    encoded = try Scratch()
    hidden = try Scratch()
    selected = try Scratch()
  }

  var isEmpty: Bool { searches.isEmpty }

  /// Rows that are taken, each search counted with its full beam.
  private var rowsTaken: Int { searches.reduce(0) { $0 + $1.beams.beamSize } }

  /// Whether enough rows are free to be worth another encoder pass.
  var wantsJobs: Bool { searches.isEmpty || rowLimit - rowsTaken >= rowLimit / 8 }

  /// A judge of requests in turn: true while they still fit.
  func admission() -> (DecodingRequest) -> Bool {
    var rows = rowsTaken
    var cacheRows = searches.reduce(0) { $0 + $1.reservedRows }
    var tokens = searches.reduce(0) { $0 + $1.beams.memory.length }
    let empty = searches.isEmpty
    var first = true
    return { [model, rowLimit] request in
      rows += request.beamSize
      cacheRows += Self.reservation(request, model)
      tokens += request.source.count
      let fits =
        rows <= rowLimit && cacheRows <= InferenceEngine.cacheRows && tokens <= Self.sourceTokenBudget
      defer { first = false }
      return fits || (empty && first)
    }
  }

  /// Cache rows that the request may need at worst.
  static func reservation(_ request: DecodingRequest, _ model: TransformerModel) -> Int {
    request.beamSize * (model.maximumLength(of: request) + 1)
  }

  /// Encodes the sentences of `jobs` and gives each its beams.
  mutating func admit(_ jobs: [DecodingJob]) throws(InferenceError) {
    guard !jobs.isEmpty else { return }
    let d = model.configuration.modelDimension
    let sources = jobs.map(\.request.source)
    let total = sources.reduce(0) { $0 + $1.count }
    let x = try encoded.reserve(total * d)
    let ranges = try model.encoder.encode(sources, into: x, scratch: &layerScratch)
    let operand = try layerScratch.operands.operand(x, rows: total, columns: d)
    for (job, range) in zip(jobs, ranges) {
      let memory = try model.decoder.memory(
        of: operand.advanced(toRow: range.lowerBound), length: range.count)
      let request = job.request
      searches.append(
        Search(
          job: job, reservedRows: Self.reservation(request, model),
          vocabulary: try model.narrowedVocabulary(for: request),
          beams: BeamSearch(
            request, memory: memory, tokens: model.tokens, maximumLength: model.maximumLength(of: request),
            alignmentStep: model.configuration.alignmentStep)))
    }
  }

  /// One token further in every sentence; finished and abandoned ones leave.
  mutating func step() throws(InferenceError) {
    dropAbandoned()
    guard !searches.isEmpty else { return }
    let d = model.configuration.modelDimension
    let start = model.configuration.startFromZeroEmbedding ? nil : model.tokens.start
    var rows: [DecoderRow] = []
    var groups: [DecoderGroup] = []
    for index in searches.indices {
      guard let own = searches[index].beams.makeRows(startToken: start, cache: &cache) else {
        throw .outOfMemory(bytes: 0)
      }
      groups.append(
        DecoderGroup(memory: searches[index].beams.memory, rows: rows.count..<rows.count + own.count))
      rows += own
    }
    let x = try hidden.reserve(rows.count * d)
    let wantsAttention = searches.contains { $0.beams.options.returnsAttention }
    let attention = try model.decoder.step(
      rows, groups: groups, cache: cache, wantsAttention: wantsAttention, into: x, scratch: &layerScratch)
    rows = []  // so that the beams alone hold their histories and grow them in place
    if wantsAttention {
      for (index, group) in groups.enumerated() where searches[index].beams.options.returnsAttention {
        searches[index].beams.record(attention: attention[group.rows])
      }
    }
    try choose(x, groups: groups)
    retireFinished()
  }

  /// Gives up all sentences in flight.
  mutating func failAll(_ error: InferenceError) {
    for index in searches.indices {
      searches[index].beams.release(cache: &cache)
      searches[index].job.batch.fail(error)
    }
    searches = []
  }

  /// The next tokens of all searches out of the hidden vectors x [rows, d].
  private mutating func choose(
    _ x: UnsafeMutablePointer<Float>, groups: [DecoderGroup]
  ) throws(InferenceError) {
    let d = model.configuration.modelDimension
    let forced = searches.indices.filter { searches[$0].beams.forcedToken != nil }
    let runs = freeRuns()
    let rowCount = runs.joined().reduce(0) { $0 + groups[$1].rows.count }
    if rowCount > 0 {
      let packed = try selected.reserve(rowCount * d)
      var next = packed
      for index in runs.joined() {
        let rows = groups[index].rows
        next.update(from: x + rows.lowerBound * d, count: rows.count * d)
        next += rows.count * d
      }
      let operand = try layerScratch.operands.operand(packed, rows: rowCount, columns: d)
      var first = 0
      for run in runs {
        try advance(run, operand.advanced(toRow: first))
        first += run.reduce(0) { $0 + groups[$1].rows.count }
      }
    }
    for index in forced {
      if let token = searches[index].beams.forcedToken {
        searches[index].beams.advanceForced(by: token, cache: &cache)
      }
    }
  }

  /// The searches that are free to choose: first those among all words, which share the output layer's pass,
  /// then each that has words of its own.
  private func freeRuns() -> [[Int]] {
    let free = searches.indices.filter { searches[$0].beams.forcedToken == nil }
    let whole = free.filter { searches[$0].vocabulary == nil }
    let narrowed = free.filter { searches[$0].vocabulary != nil }
    return (whole.isEmpty ? [] : [whole]) + narrowed.map { [$0] }
  }

  /// The next tokens of the searches `run` out of their rows.
  private mutating func advance(_ run: [Int], _ rows: Operand) throws(InferenceError) {
    guard let first = run.first else { return }
    let constraints = run.flatMap { searches[$0].beams.constraints() }
    let candidates = try model.outputLayer.candidates(
      rows, rows: constraints.count, count: run.map { searches[$0].beams.candidateCount }.max() ?? 0,
      constraints: constraints, in: searches[first].vocabulary, scratch: &outputScratch)
    var row = 0
    for index in run {
      let end = row + searches[index].beams.beams.count
      let wanted = searches[index].beams.candidateCount
      searches[index].beams.advance(
        candidates[row..<end].map { Array($0.prefix(wanted)) }, cache: &cache)
      row = end
    }
  }

  private mutating func retireFinished() {
    for search in searches where search.beams.isDone {
      search.job.batch.finish(search.job.index, with: search.beams.hypotheses())
    }
    searches.removeAll { $0.beams.isDone }
  }

  private mutating func dropAbandoned() {
    for index in searches.indices where searches[index].job.batch.isAbandoned {
      searches[index].beams.release(cache: &cache)
    }
    searches.removeAll { $0.job.batch.isAbandoned }
  }
}
