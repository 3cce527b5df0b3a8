/// One worker's hypotheses in flight: a pool of decoder rows that is refilled as sentences end,
/// so that the matrices stay wide.
///
/// A step allocates nothing: what it needs grows to the largest size asked for and is then used again.
package struct DecoderPool {
  private struct Search {
    let job: DecodingJob
    let words: WordChoice
    /// Of its terms; nil where it has none.
    let termWords: NarrowedVocabulary?
    var beams: BeamSearch
    /// Its rows in the step.
    var rows = 0..<0

    /// The rows whose next token is chosen.
    var freeRows: Range<Int> { rows.lowerBound + beams.forcedRowCount..<rows.upperBound }
  }

  private let model: TransformerModel
  private let rowLimit: Int
  private var cache: TargetCache
  private var searches: [Search] = []
  private var decoderStep = DecoderStep()
  private var constraints: [LogitConstraint] = []
  private var layerScratch: LayerScratch
  private var outputScratch: OutputScratch
  private var encoded: Scratch<Float>  // [source tokens, d]
  private var hidden: Scratch<Float>  // [rows, d]
  private var selected: Scratch<Float>  // [free rows, d]

  /// A pool that no other workers help.
  package init(model: TransformerModel, rowLimit: Int) throws(InferenceError) {
    try self.init(model: model, rowLimit: rowLimit, sharing: nil)
  }

  /// - Parameter sharing: Where the worker's products are made; nil without other workers.
  init(model: TransformerModel, rowLimit: Int, sharing: SharedProduct?) throws(InferenceError) {
    self.model = model
    self.rowLimit = rowLimit
    cache = try TargetCache(
      rowLimit: InferenceEngine.cacheRows, vectors: model.decoder.cacheVectors,
      dimension: model.configuration.modelDimension)
    layerScratch = try LayerScratch(
      computeType: model.computeType, kernels: model.kernels, sharing: sharing)
    outputScratch = try OutputScratch(kernels: model.kernels)
    encoded = try Scratch()
    hidden = try Scratch()
    selected = try Scratch()
  }

  package var isEmpty: Bool { searches.isEmpty }

  /// Rows that are taken, each search counted with its full beam.
  private var rowsTaken: Int { searches.reduce(0) { $0 + $1.beams.beamSize } }

  /// Whether enough rows are free to be worth another encoder pass.
  var wantsJobs: Bool {
    let shares = Admission.shares(rowLimit: rowLimit)
    let taken = searches.reduce(0) { $0 + Admission.share(of: $1.job.request) }
    return searches.isEmpty || shares - taken >= shares / 8
  }

  /// What may join the sentences in flight.
  var admission: Admission {
    var admission = Admission(model: model, rowLimit: rowLimit)
    for search in searches { admission.add(search.job.request) }
    return admission
  }

  /// Encodes the sentences of `jobs` and gives each its beams.
  package mutating func admit(_ jobs: [DecodingJob]) throws(InferenceError) {
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
          job: job, words: try model.words(for: request), termWords: try model.termWords(for: request),
          beams: try BeamSearch(
            request, memory: memory, tokens: model.tokens, maximumLength: model.maximumLength(of: request),
            alignmentStep: model.configuration.alignmentStep)))
    }
  }

  /// One token further in every sentence, and more where what was read ahead is right; finished and abandoned
  /// sentences leave.
  /// - Parameter observe: sees the hidden vectors that words are chosen by, [rows, d].
  package mutating func step(
    observe: (UnsafePointer<Float>, Int) -> Void = { _, _ in }
  ) throws(InferenceError) {
    dropAbandoned()
    guard !searches.isEmpty else { return }
    try collectRows()
    let rows = decoderStep.rows.count
    let x = try hidden.reserve(rows * model.configuration.modelDimension)
    try model.decoder.run(decoderStep, cache: cache, into: x, scratch: &layerScratch)
    try choose(x, observe)
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

  /// The rows of the next step. What the beams leave free goes to reading ahead, first come, first served.
  private mutating func collectRows() throws(InferenceError) {
    let start = model.configuration.startFromZeroEmbedding ? nil : model.tokens.start
    var spare = model.computeType.keepsRowsApart ? rowLimit - rowsTaken : 0
    decoderStep.removeAll()
    for index in searches.indices {
      let first = decoderStep.rows.count
      guard
        searches[index].beams.addRows(
          to: &decoderStep, spare: max(spare, 0), startToken: start, cache: &cache)
      else { throw .outOfMemory(bytes: 0) }
      searches[index].rows = first..<decoderStep.rows.count
      spare -= searches[index].rows.count - searches[index].beams.beams.count
    }
  }

  /// The next tokens of all searches out of the hidden vectors x [rows, d]: those of all words and of the screened
  /// ones each share a pass of the output layer, and a sentence with words of its own has its own.
  private mutating func choose(
    _ x: UnsafePointer<Float>, _ observe: (UnsafePointer<Float>, Int) -> Void
  ) throws(InferenceError) {
    try choose(x, for: searches.indices, among: .all, observe)
    try choose(x, for: searches.indices, among: .screened(sourceWords: nil), observe)
    for index in searches.indices {
      guard case .narrowed = searches[index].words else { continue }
      try choose(x, for: index..<index + 1, among: searches[index].words, observe)
    }
  }

  /// The next tokens of those searches at `indices` whose words are such as `words`.
  private mutating func choose(
    _ x: UnsafePointer<Float>, for indices: Range<Int>, among words: WordChoice,
    _ observe: (UnsafePointer<Float>, Int) -> Void
  ) throws(InferenceError) {
    guard indices.contains(where: { searches[$0].words.isAlike(words) }) else { return }
    let d = model.configuration.modelDimension
    let packed = try selected.reserve(decoderStep.rows.count * d)
    var candidateCount = 0
    constraints.removeAll(keepingCapacity: true)
    for index in indices where searches[index].words.isAlike(words) {
      let rows = searches[index].freeRows
      (packed + constraints.count * d).update(from: x + rows.lowerBound * d, count: rows.count * d)
      let first = constraints.count
      searches[index].beams.addConstraints(to: &constraints)
      if case .screened(let own?) = searches[index].words {
        for row in first..<constraints.count { constraints[row].sourceWords = own }
      }
      if let asked = searches[index].termWords {
        for row in first..<constraints.count { constraints[row].asked = asked }
      }
      candidateCount = max(candidateCount, searches[index].beams.candidateCount)
    }
    observe(packed, constraints.count)
    let operand = try layerScratch.operands.operand(packed, rows: constraints.count, columns: d)
    var candidates = try model.outputLayer.candidates(
      operand, count: candidateCount, constraints: constraints, among: words, scratch: &outputScratch)
    for index in indices where searches[index].words.isAlike(words) {
      let rows = searches[index].freeRows.count
      searches[index].beams.advance(candidates, cache: &cache)
      candidates = candidates.dropFirst(rows)
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
