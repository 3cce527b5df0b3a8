import CKernels
import COpenBLAS

/// Single-core rates of the numeric kernels, beside OpenBLAS where it has the same operation.
struct KernelBenchmark {
  /// One figure: what was measured, on which shape, and the rate or time reached.
  struct Row: Sendable, Encodable {
    var kernel: String
    var shape: String
    var value: Double
    /// "GOPS" counts a multiply-add as two operations; "GB/s" the weights read once a call.
    var unit: String
  }

  private let kernels: dk_kernels
  private let stopwatch: Stopwatch
  private var rows: [Row] = []
  private var numbers = SystemRandomNumberGenerator()

  /// Measures all kernels of a table.
  static func run(_ kernels: dk_kernels, stopwatch: Stopwatch) -> [Row] {
    var benchmark = KernelBenchmark(kernels: kernels, stopwatch: stopwatch)
    openblas_set_num_threads(1)
    for (k, n) in [(512, 512), (512, 1536), (512, 2048), (2048, 512), (512, 65_000)] {
      benchmark.measureProducts(k: k, n: n)
    }
    for (queries, length) in [(1, 10), (1, 50), (4, 30), (8, 100), (30, 30), (60, 60), (120, 120)] {
      benchmark.measureAttention(queries: queries, length: length, heads: 8, dHead: 64)
    }
    benchmark.measureAttention(queries: 30, length: 30, heads: 8, dHead: 32)
    benchmark.measureRows()
    benchmark.measureLogits()
    return benchmark.rows
  }

  private init(kernels: dk_kernels, stopwatch: Stopwatch) {
    self.kernels = kernels
    self.stopwatch = stopwatch
  }

  private mutating func record(_ kernel: String, _ shape: String, _ value: Double, _ unit: String) {
    rows.append(Row(kernel: kernel, shape: shape, value: value, unit: unit))
  }

  private mutating func floats(_ count: Int) -> AlignedBuffer<Float> {
    AlignedBuffer(count: count) { _ in Float.random(in: -1...1, using: &numbers) }
  }

  // MARK: Matrix products

  /// Outputs that one call computes: wide output layers go by tiles, as decoding does it.
  private static let tile = 2048

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

    // Memory-bound shapes read no more than the weights; many rows of them only take long.
    for m in [1, 4, 8, 16, 32, 64, 128] where n <= 10_000 || m <= 32 {
      let shape = "m \(m) k \(k) n \(n)"
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
      record("gemm_int8", shape, operations / int8, "GOPS")
      record("gemm_f32", shape, operations / f32, "GFLOPS")
      record("OpenBLAS sgemm", shape, operations / openBLAS, "GFLOPS")
      if m == 1 {
        record("gemm_int8", shape, weightBytes / int8, "GB/s")
        record("gemm_f32", shape, 4 * weightBytes / f32, "GB/s")
      }
    }
  }

  // MARK: Attention

  private mutating func measureAttention(queries: Int, length: Int, heads: Int, dHead: Int) {
    let stride = heads * dHead
    let (q, k, v) = (floats(queries * stride), floats(length * stride), floats(length * stride))
    let out = floats(queries * stride)
    let weights = floats(queries * heads * length)
    var call = dk_attention(
      q: q.base, queries: queries, q_stride: stride, k: k.base, v: v.base, rows: nil, length: length,
      stride: stride, heads: heads, d_head: dHead, scale: 0.125, weights: weights.base, out: out.base,
      out_stride: stride)
    let time = withExtendedLifetime((q, k, v, out, weights)) {
      stopwatch.nanoseconds { kernels.attention(&call) }
    }
    let shape = "queries \(queries) length \(length) heads \(heads) d_head \(dHead)"
    record("attention", shape, 4 * Double(queries * length * stride) / time, "GFLOPS")
    record("attention", shape, time / 1000, "us")
  }

  // MARK: Rows

  private mutating func measureRows() {
    let (count, d) = (64, 512)
    let x = floats(count * d)
    let y = floats(count * d)
    let (gamma, beta) = (floats(d), floats(d))
    let a = QuantizedActivations(rows: count, k: d)
    let elements = Double(count * d)
    let shape = "rows \(count) d \(d)"
    let norm = stopwatch.nanoseconds {
      kernels.layer_norm(x.base, count, d, gamma.base, beta.base, 1e-5, y.base)
    }
    record("layer_norm", shape, norm / elements, "ns/element")
    let quantize = stopwatch.nanoseconds { kernels.quantize(x.base, count, d, a.view) }
    record("quantize", shape, quantize / elements, "ns/element")
    let activations = [
      (DK_RELU, "relu"), (DK_SWISH, "swish"), (DK_GELU, "gelu"), (DK_GELU_TANH, "gelu_tanh"),
    ]
    for (activation, name) in activations {
      let time = stopwatch.nanoseconds { kernels.activate(y.base, count * d, activation) }
      record("activate \(name)", shape, time / elements, "ns/element")
    }
  }

  private mutating func measureLogits() {
    let n = 65_000
    let logits = AlignedBuffer<Float>(count: n) { _ in Float.random(in: -10...10, using: &numbers) }
    for k in [1, 8] {
      let topLogits = AlignedBuffer<Float>(count: k) { _ in 0 }
      let topIds = AlignedBuffer<Int32>(count: k) { _ in 0 }
      let time = stopwatch.nanoseconds {
        for i in 0..<k {
          topLogits.base[i] = -.infinity
          topIds.base[i] = -1
        }
        var row = dk_logits_row(
          maximum: -.infinity, exp_sum: 0, k: k, top_logits: topLogits.base, top_ids: topIds.base)
        for start in stride(from: 0, to: n, by: Self.tile) {
          kernels.reduce_logits(logits.base + start, min(Self.tile, n - start), Int32(start), &row)
        }
      }
      record("reduce_logits", "n \(n) k \(k)", time / Double(n), "ns/element")
    }
  }
}
