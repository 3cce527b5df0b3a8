import CKernels
internal import COpenBLAS
import Foundation

/// Builds the screen of an output layer W [words, d], b out of the hidden vectors h that decoding meets.
///
/// Of all projections to `rank` dimensions it takes the one whose scores differ least, in the mean square over words
/// and vectors, from the logits: with C the covariance of h and G = W^T W, the leading eigenvectors V of
/// C^1/2 G C^1/2 give h -> V C^-1/2 (h - mean h) and w -> V C^1/2 w.
package struct ScreenBuilder {
  /// Dimensions in which all words are scored.
  package static let defaultRank = 192
  /// Panels whose words are then multiplied exactly.
  package static let defaultPanelCount = 128
  /// Words that are made reals at a time.
  private static let chunk = 4096
  /// Vectors on which the probability of the panels left out is measured.
  private static let sampleCount = 96
  /// Directions that hidden vectors hardly take count as if they took this part of the strongest one's variance.
  private static let leastVariance = 1e-6

  private let outputLayer: LinearParameters
  private let words: Int
  /// Those that are screened, the first of all.
  private let screenedWords: Int
  private let d: Int
  private let rank: Int
  private let panelCount: Int

  /// - Parameter screening: How many words may come, the first of all; nil for all.
  package init(
    _ outputLayer: LinearParameters, screening: Int? = nil, rank: Int = defaultRank,
    panelCount: Int = defaultPanelCount
  ) {
    self.outputLayer = outputLayer
    words = outputLayer.weight.rows
    screenedWords = min(max(screening ?? words, 1), words)
    d = outputLayer.weight.columns
    self.rank = min(rank, d)
    self.panelCount = min(panelCount, dk_panels(screenedWords))
  }

  /// - Returns: nil when the vectors do not span enough to build on.
  package func build(_ hidden: HiddenVectors) throws(InferenceError) -> ScreenParameters? {
    guard hidden.dimension == d, hidden.count > 2 * rank else { return nil }
    let mean = mean(of: hidden)
    var centered = hidden.values
    for i in centered.indices { centered[i] -= mean[i % d] }
    guard
      let covariance = SymmetricMatrix(momentsOf: centered, rows: hidden.count, size: d).eigen(),
      let largest = covariance.values.last, largest > 0
    else { return nil }
    let roots = covariance.values.map { max($0, largest * Self.leastVariance).squareRoot() }
    let root = SymmetricMatrix(size: d, vectors: covariance.vectors, values: roots)
    let inverse = SymmetricMatrix(size: d, vectors: covariance.vectors, values: roots.map { 1 / $0 })
    let moments = try moments()
    let target = SymmetricMatrix(
      size: d, values: root.times(moments.times(root.values, columns: d), columns: d))
    guard let best = target.eigen() else { return nil }
    let leading = Array(best.vectors.suffix(rank * d))  // [rank, d]
    let projection = inverse.rightTimes(leading, rows: rank).map { Float($0) }
    let wordMap = root.rightTimes(leading, rows: rank).map { Float($0) }

    var offsets = [Float](repeating: 0, count: rank)
    cblas_sgemv(
      CblasRowMajor, CblasNoTrans, Int32(rank), Int32(d), -1, projection, Int32(d), mean, 1, 0, &offsets, 1)
    var scores = [Float](repeating: 0, count: screenedWords * rank)
    let biasesOfWords = outputLayer.bias?.floats() ?? [Float](repeating: 0, count: words)
    var biases = Array(biasesOfWords.prefix(screenedWords))
    try forEachChunk(of: screenedWords) { rows, reals in
      let count = Int32(rows.count)
      scores.withUnsafeMutableBufferPointer { scores in
        guard let base = scores.baseAddress else { return }
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, count, Int32(rank), Int32(d), 1, reals, Int32(d), wordMap,
          Int32(d), 0, base + rows.lowerBound * rank, Int32(rank))
      }
      biases.withUnsafeMutableBufferPointer { biases in
        guard let base = biases.baseAddress else { return }
        cblas_sgemv(
          CblasRowMajor, CblasNoTrans, count, Int32(d), 1, reals, Int32(d), mean, 1, 1,
          base + rows.lowerBound, 1)
      }
    }
    let rest = try rest(
      hidden, projection: projection, offsets: offsets, scores: scores, biases: biases,
      exactBiases: biasesOfWords)
    return ScreenParameters(
      projection: LinearParameters(
        weight: Tensor(floats: projection, shape: [rank, d]), bias: Tensor(floats: offsets, shape: [rank])),
      words: LinearParameters(
        weight: Tensor(floats: scores, shape: [screenedWords, rank]),
        bias: Tensor(floats: biases, shape: [screenedWords])),
      panelCount: panelCount, restFactor: rest.factor, restExponent: rest.exponent)
  }

  private func mean(of hidden: HiddenVectors) -> [Float] {
    var sums = [Double](repeating: 0, count: d)
    for (i, value) in hidden.values.enumerated() { sums[i % d] += Double(value) }
    return sums.map { Float($0 / Double(hidden.count)) }
  }

  /// W^T W
  private func moments() throws(InferenceError) -> SymmetricMatrix {
    var sum = SymmetricMatrix(size: d, values: [Double](repeating: 0, count: d * d))
    try forEachChunk(of: screenedWords) { rows, reals in
      sum += SymmetricMatrix(momentsOf: reals, rows: rows.count, size: d)
    }
    return sum
  }

  /// Calls `body` with runs of the first `count` words and their rows of W, [run, d].
  private func forEachChunk(
    of count: Int, _ body: (Range<Int>, UnsafePointer<Float>) -> Void
  ) throws(InferenceError) {
    let reals = try AlignedBuffer<Float>(count: Self.chunk * d)
    withExtendedLifetime(reals) {
      for first in stride(from: 0, to: count, by: Self.chunk) {
        let rows = first..<min(first + Self.chunk, count)
        outputLayer.weight.readRows(rows, into: reals.pointer)
        body(rows, UnsafePointer(reals.pointer))
      }
    }
  }

  /// Fits what the panels left out hold to what the scores of their best words say, over a sample.
  private func rest(
    _ hidden: HiddenVectors, projection: [Float], offsets: [Float], scores: [Float], biases: [Float],
    exactBiases: [Float]
  ) throws(InferenceError) -> (factor: Float, exponent: Float) {
    let samples = stride(from: 0, to: hidden.count, by: max(hidden.count / Self.sampleCount, 1)).map { $0 }
    var vectors: [Float] = []
    for sample in samples { vectors += hidden.values[sample * d..<(sample + 1) * d] }
    let exact = try AlignedBuffer<Float>(count: samples.count * words)
    try forEachChunk(of: words) { rows, reals in
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, Int32(samples.count), Int32(rows.count), Int32(d), 1,
        vectors,
        Int32(d), reals, Int32(d), 0, exact.pointer + rows.lowerBound, Int32(words))
    }
    var projected = [Float](repeating: 0, count: samples.count * rank)
    for row in samples.indices { projected.replaceSubrange(row * rank..<(row + 1) * rank, with: offsets) }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(samples.count), Int32(rank), Int32(d), 1, vectors,
      Int32(d), projection, Int32(d), 1, &projected, Int32(rank))
    let approximate = try AlignedBuffer<Float>(count: samples.count * screenedWords)
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(samples.count), Int32(screenedWords), Int32(rank), 1,
      projected, Int32(rank), scores, Int32(rank), 0, approximate.pointer, Int32(screenedWords))
    var shares: [Share] = []
    withExtendedLifetime((exact, approximate)) {
      for row in samples.indices {
        shares.append(
          share(
            exact: exact.pointer + row * words, approximate: approximate.pointer + row * screenedWords,
            exactBiases, biases))
      }
    }
    return Self.fit(shares)
  }

  /// Of one vector, relative to what the chosen panels hold: what the others hold, and the sum of e^s over the
  /// scores s of their best words.
  private struct Share {
    var held: Double
    var estimate: Double
  }

  private func share(
    exact: UnsafePointer<Float>, approximate: UnsafePointer<Float>, _ exactBiases: [Float],
    _ approximateBiases: [Float]
  ) -> Share {
    let width = Int(DK_PANEL)
    let top = (0..<words).reduce(-Float.infinity) { max($0, exact[$1] + exactBiases[$1]) }
    func mass(_ words: Range<Int>) -> Double {
      words.reduce(0) { $0 + exp(Double(exact[$1] + exactBiases[$1] - top)) }
    }
    let maxima = stride(from: 0, to: screenedWords, by: width).map { first in
      (first..<min(first + width, screenedWords)).reduce(-Float.infinity) {
        max($0, approximate[$1] + approximateBiases[$1])
      }
    }
    let order = maxima.indices.sorted { maxima[$0] > maxima[$1] }
    let rest = order.dropFirst(panelCount)
    let kept = order.prefix(panelCount).reduce(0) { $0 + mass($1 * width..<min($1 * width + width, words)) }
    let held = max(mass(0..<words) - kept, 0)
    return Share(
      held: held / kept, estimate: rest.reduce(0) { $0 + exp(Double(maxima[$1] - top)) } / kept)
  }

  /// The line through the logarithms, each share weighted by what it adds to the logarithm of the normaliser.
  private static func fit(_ shares: [Share]) -> (factor: Float, exponent: Float) {
    let points = shares.filter { $0.held > 0 && $0.estimate > 0 && $0.held.isFinite && $0.estimate.isFinite }
      .map { (x: log($0.estimate), y: log($0.held), weight: log1p($0.held)) }
    let weight = points.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return (0, 1) }
    let x = points.reduce(0) { $0 + $1.weight * $1.x } / weight
    let y = points.reduce(0) { $0 + $1.weight * $1.y } / weight
    let variance = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.x - x) } / weight
    let covariance = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.y - y) } / weight
    // A sample without spread says nothing of the slope.
    let exponent = variance > 1e-9 ? min(max(covariance / variance, 0.1), 2) : 1
    return (Float(exp(y - exponent * x)), Float(exponent))
  }
}
