import Foundation

extension Tensor {
  /// A tensor of its own memory.
  package init(floats: [Float], shape: [Int]) {
    self.init(
      shape: shape, elementType: .float32, data: floats.withUnsafeBytes { Data($0) })
  }
}
