import CKernels

extension KernelBenchmark {
  mutating func measureAttention(queries: Int, length: Int, heads: Int, dHead: Int) {
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
    let operations = 4 * Double(queries * length * stride)
    record(
      "attention", "queries \(queries) length \(length) heads \(heads) d_head \(dHead)", operations / time,
      "GFLOPS", of: ceilings.float32(operations: operations, bytes: 8 * Double(length * stride)))
  }

  /// What goes over rows once: the bytes that come in and go out are all that must be moved.
  mutating func measureRows(count: Int, d: Int) {
    let x = floats(count * d)
    let y = floats(count * d)
    let (gamma, beta) = (floats(d), floats(d))
    let a = QuantizedActivations(rows: count, k: d)
    let shape = "rows \(count) d \(d)"
    let elements = Double(count * d)
    func bound(_ bytes: Double) -> Ceilings.Bound { ceilings.copy(bytes: bytes * elements) }

    let norm = stopwatch.nanoseconds {
      kernels.layer_norm(x.base, count, d, gamma.base, beta.base, 1e-5, y.base)
    }
    record("layer_norm", shape, 8 * elements / norm, "GB/s", of: bound(8))
    let quantize = stopwatch.nanoseconds { kernels.quantize(x.base, count, d, a.view) }
    record("quantize", shape, 5 * elements / quantize, "GB/s", of: bound(5))
    let activations = [
      (DK_RELU, "relu"), (DK_SWISH, "swish"), (DK_GELU, "gelu"), (DK_GELU_TANH, "gelu_tanh"),
    ]
    for (activation, name) in activations {
      let time = stopwatch.nanoseconds { kernels.activate(y.base, count * d, activation) }
      record("activate \(name)", shape, 8 * elements / time, "GB/s", of: bound(8))
    }
  }

  mutating func measureRecurrentUnit(d: Int) {
    let (x, gate, previous) = (floats(d), floats(d), floats(d))
    let (cell, y) = (floats(d), floats(d))
    let time = stopwatch.nanoseconds {
      kernels.recurrent_unit(x.base, gate.base, previous.base, d, cell.base, y.base, y.base)
    }
    let bytes = 24 * Double(d)
    record("recurrent_unit", "d \(d)", bytes / time, "GB/s", of: ceilings.copy(bytes: bytes))
  }

  mutating func measureLogits() {
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
      let bytes = 4 * Double(n)
      record("reduce_logits", "n \(n) k \(k)", bytes / time, "GB/s", of: ceilings.read(bytes: bytes))
    }
  }
}
