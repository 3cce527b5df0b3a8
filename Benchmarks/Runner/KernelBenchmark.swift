import CKernels
import COpenBLAS
import ModelFormats

/// Single-core rates of the numeric kernels beside what the machine can do, and beside OpenBLAS where it has
/// the same operation.
struct KernelBenchmark {
  /// One figure: what was measured, on which shape, the rate reached, and the rate that is possible.
  struct Row: Sendable, Encodable {
    var kernel: String
    var shape: String
    /// Rows of activations, of matrix products.
    var m: Int?
    var value: Double
    /// "GOPS" and "GFLOPS" count a multiply-add as two operations; "GB/s" what must be read and written.
    var unit: String
    var possible: Double?
    /// What sets `possible`: a loop's name, or "read" or "copy" where memory or a cache does.
    var bound: String?
  }

  let kernels: dk_kernels
  let stopwatch: Stopwatch
  let ceilings: Ceilings
  private(set) var rows: [Row] = []
  var numbers = SplitMix64(seed: 1)

  /// Measures all kernels of a table.
  static func run(_ kernels: dk_kernels, ceilings: Ceilings, stopwatch: Stopwatch) -> [Row] {
    var benchmark = KernelBenchmark(kernels: kernels, stopwatch: stopwatch, ceilings: ceilings)
    openblas_set_num_threads(1)
    // The layers and the output of the models 512 wide, then of the students.
    let shapes = [
      (512, 512), (512, 1024), (512, 1536), (512, 2048), (2048, 512), (512, 65_000), (256, 256), (256, 768),
      (256, 1536), (1536, 256), (256, 32_000),
    ]
    for (k, n) in shapes { benchmark.measureProducts(k: k, n: n) }
    for (queries, length) in [(1, 10), (1, 50), (4, 30), (8, 100), (30, 30), (60, 60), (120, 120)] {
      benchmark.measureAttention(queries: queries, length: length, heads: 8, dHead: 64)
    }
    for (queries, length) in [(1, 30), (30, 30)] {
      benchmark.measureAttention(queries: queries, length: length, heads: 8, dHead: 32)
    }
    for (count, d) in [(1, 512), (32, 512), (256, 512), (32, 256), (32, 2048)] {
      benchmark.measureRows(count: count, d: d)
    }
    benchmark.measureRecurrentUnit(d: 256)
    benchmark.measureLogits()
    return benchmark.rows
  }

  private init(kernels: dk_kernels, stopwatch: Stopwatch, ceilings: Ceilings) {
    self.kernels = kernels
    self.stopwatch = stopwatch
    self.ceilings = ceilings
  }

  mutating func record(
    _ kernel: String, _ shape: String, m: Int? = nil, _ value: Double, _ unit: String,
    of bound: Ceilings.Bound?
  ) {
    rows.append(
      Row(
        kernel: kernel, shape: shape, m: m, value: value, unit: unit, possible: bound?.value,
        bound: bound?.name))
  }

  mutating func floats(_ count: Int) -> AlignedBuffer<Float> {
    AlignedBuffer(count: count) { _ in Float.random(in: -1...1, using: &numbers) }
  }

  /// Outputs that one call computes: wide output layers go by tiles, as decoding does it.
  static let tile = 2048

  private mutating func measureProducts(k: Int, n: Int) {
    let columns = dk_panels(n) * Int(DK_PANEL)
    let weights = floats(n * k)
    let packedFloats = AlignedBuffer<Float>(count: columns * k) { _ in 0 }
    dk_pack_f32(weights.base, n, k, packedFloats.base)
    let integers = AlignedBuffer<Int8>(count: n * k) { _ in 0 }
    let scale = AlignedBuffer<Float>(count: columns) { _ in 0 }
    dk_quantize_weights(weights.base, n, k, integers.base, scale.base)
    let packed = AlignedBuffer<Int8>(count: columns * dk_padded_k(k)) { _ in 0 }
    let rowSum = AlignedBuffer<Int32>(count: columns) { _ in 0 }
    dk_pack_int8(integers.base, n, k, packed.base, rowSum.base)
    let bias = floats(columns)

    // An output layer meets no more rows than a worker's decoder has.
    for m in [1, 2, 4, 8, 16, 32, 64, 128, 256] where n <= 10_000 || m <= 64 {
      let shape = "k \(k) n \(n)"
      let operations = 2 * Double(m) * Double(n) * Double(k)
      let weightBytes = Double(n) * Double(k)
      let x = floats(m * k)
      let y = AlignedBuffer<Float>(count: m * n) { _ in 0 }
      let a = QuantizedActivations(rows: m, k: k)
      kernels.quantize(x.base, m, k, a.view)

      let int8 = stopwatch.nanoseconds {
        for start in stride(from: 0, to: n, by: Self.tile) {
          var w = dk_int8_matrix(
            values: packed.base + start * dk_padded_k(k), scale: scale.base + start,
            row_sum: rowSum.base + start, bias: bias.base + start, n: min(Self.tile, n - start), k: k)
          kernels.gemm_int8(a.view, m, &w, DK_IDENTITY, nil, y.base + start, n)
        }
      }
      let f32 = stopwatch.nanoseconds {
        for start in stride(from: 0, to: n, by: Self.tile) {
          var w = dk_f32_matrix(
            values: packedFloats.base + start * k, bias: bias.base + start, n: min(Self.tile, n - start),
            k: k)
          kernels.gemm_f32(x.base, m, &w, DK_IDENTITY, nil, y.base + start, n)
        }
      }
      let openBLAS = stopwatch.nanoseconds {
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), 1, x.base,
          blasint(k), weights.base, blasint(k), 0, y.base, blasint(n))
      }
      let integerBound = ceilings.int8(operations: operations, bytes: weightBytes)
      let floatBound = ceilings.float32(operations: operations, bytes: 4 * weightBytes)
      record("gemm_int8", shape, m: m, operations / int8, "GOPS", of: integerBound)
      record("gemm_f32", shape, m: m, operations / f32, "GFLOPS", of: floatBound)
      record("OpenBLAS sgemm", shape, m: m, operations / openBLAS, "GFLOPS", of: floatBound)
    }
  }
}
