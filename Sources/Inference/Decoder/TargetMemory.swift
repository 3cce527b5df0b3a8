/// How a decoder layer reads the target so far.
enum TargetMemory: Sendable {
  case selfAttention(TargetAttention)
  case recurrentUnit(RecurrentUnit)

  init(
    _ parameters: TargetMemoryParameters, name: String, build: LayerBuilder, queryScale: Float?,
    previous: LayerNorm?
  ) throws(InferenceError) {
    switch parameters {
    case .selfAttention(let attention):
      self = .selfAttention(
        try TargetAttention(
          attention, name: "\(name)/self_attention", build: build, queryScale: queryScale,
          previous: previous))
    case .recurrentUnit(let unit):
      self = .recurrentUnit(
        try RecurrentUnit(unit, name: "\(name)/recurrent_unit", build: build, previous: previous))
    }
  }

  var norm: LayerNorm {
    switch self {
    case .selfAttention(let attention): attention.norm
    case .recurrentUnit(let unit): unit.norm
    }
  }

  /// Vectors that a position leaves in the cache.
  var vectorsPerPosition: Int {
    switch self {
    case .selfAttention: 2
    case .recurrentUnit: 1
    }
  }

  /// x: [rows, d], in place, one new position in each row; `layer` is this layer's number in the cache.
  func callAsFunction(
    _ x: UnsafeMutablePointer<Float>, layer: Int, step: DecoderStep, cache: TargetCache,
    scratch: inout LayerScratch
  ) throws(InferenceError) {
    switch self {
    case .selfAttention(let attention):
      try attention(
        x, step: step, keys: cache.vectors(0, layer: layer), values: cache.vectors(1, layer: layer),
        scratch: &scratch)
    case .recurrentUnit(let unit):
      try unit(x, step: step, cells: cache.vectors(0, layer: layer), scratch: &scratch)
    }
  }
}
