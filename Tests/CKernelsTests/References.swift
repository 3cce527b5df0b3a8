import CKernels
import Foundation

/// The activation functions as their papers write them, in double precision.
func reference(_ activation: dk_activation, _ x: Double) -> Double {
  switch activation {
  case DK_RELU: max(x, 0)
  case DK_GELU_TANH: 0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  case DK_SWISH: x / (1 + exp(-x))
  case DK_GELU: 0.5 * x * erfc(-x / 2.0.squareRoot())
  case DK_GELU_SIGMOID: x / (1 + exp(-1.702 * x))
  default: x
  }
}

let allActivations = [
  DK_IDENTITY, DK_RELU, DK_GELU_TANH, DK_SWISH, DK_GELU, DK_GELU_SIGMOID,
]

/// The largest |a - b| / (1 + |b|); infinite where either is not a number.
func worstError(_ a: [Float], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  return zip(a, b).reduce(0) { worst, pair in
    let error = abs(Double(pair.0) - pair.1) / (1 + abs(pair.1))
    return error.isNaN ? .infinity : max(worst, error)
  }
}

func sameBits(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Bool {
  a.map(\.bitPattern) == b.map(\.bitPattern)
}
