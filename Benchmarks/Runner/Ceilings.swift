import CPeaks

/// What one core of this machine can do, measured by loops that do nothing else.
struct Ceilings {
  struct Rate: Sendable, Encodable {
    var name: String
    var value: Double
    var unit: String
  }

  /// The rate that bounds a kernel, and what sets it.
  struct Bound {
    var value: Double
    var name: String
  }

  /// Working sets, in bytes: from the first-level cache to memory.
  private static let sizes = (0...13).map { (16 << 10) << $0 }

  private var loops: [String: Double] = [:]
  private var reads: [Double] = []
  private var copies: [Double] = []
  private let dotProduct: Bool

  /// - Parameter table: name of the kernels; those of VNNI alone may use the CPU's own dot product.
  init(table: String, stopwatch: Stopwatch) {
    dotProduct = table.hasSuffix("vnni")
    let rounds = 1000
    for name in ["fma", "int8 exact", "int8 16-bit", "int8 dot"] {
      guard let loop = peak_named(name)?.pointee, let run = loop.run else { continue }
      loops[name] = loop.operations * Double(rounds) / stopwatch.nanoseconds { run(rounds) }
    }
    let largest = Self.sizes.last ?? 0
    let memory = AlignedBuffer<UInt8>(count: largest) { _ in 1 }
    for size in Self.sizes {
      let plain = stopwatch.nanoseconds { peak_read(memory.base, size) }
      let ahead = stopwatch.nanoseconds { peak_read_ahead(memory.base, size) }
      reads.append(Double(size) / min(plain, ahead))
      let half = size / 2
      copies.append(
        Double(size) / stopwatch.nanoseconds { peak_copy(memory.base, memory.base + half, half) })
    }
  }

  /// Billions of float32 operations a second, of a kernel that reads so many bytes.
  func float32(operations: Double, bytes: Double) -> Bound? {
    slower(loops["fma"].map { Bound(value: $0, name: "fma") }, operations: operations, bytes: bytes)
  }

  /// The same of 8-bit operations.
  func int8(operations: Double, bytes: Double) -> Bound? {
    let name =
      dotProduct && loops["int8 dot"] != nil
      ? "int8 dot" : loops["int8 16-bit"] != nil ? "int8 16-bit" : "int8 exact"
    return slower(loops[name].map { Bound(value: $0, name: name) }, operations: operations, bytes: bytes)
  }

  /// GB/s of reading `bytes` again and again.
  func read(bytes: Double) -> Bound { Bound(value: reads[Self.index(of: bytes)], name: "read") }

  /// GB/s, both directions counted, of reading some and writing others, `bytes` together.
  func copy(bytes: Double) -> Bound { Bound(value: copies[Self.index(of: bytes)], name: "copy") }

  /// For the report, in the order of reading.
  var rates: [Rate] {
    let named = loops.sorted { $0.value < $1.value }.map {
      Rate(name: $0.key, value: $0.value, unit: $0.key == "fma" ? "GFLOPS" : "GOPS")
    }
    let sizes = Self.sizes.map { $0 < 1 << 20 ? "\($0 >> 10) KiB" : "\($0 >> 20) MiB" }
    return named + zip(sizes, reads).map { Rate(name: "read \($0)", value: $1, unit: "GB/s") }
      + zip(sizes, copies).map { Rate(name: "copy \($0)", value: $1, unit: "GB/s") }
  }

  private func slower(_ peak: Bound?, operations: Double, bytes: Double) -> Bound? {
    let reading = read(bytes: bytes).value * operations / bytes
    return peak.map { $0.value <= reading ? $0 : Bound(value: reading, name: "read") }
  }

  /// The smallest measured working set that holds `bytes`.
  private static func index(of bytes: Double) -> Int {
    sizes.firstIndex { Double($0) >= bytes } ?? sizes.count - 1
  }
}
