import CKernels
import Foundation

/// A weight matrix in the panels of 16 outputs that the kernels read, in one block of memory: of a file, where it
/// is used in place, or of its own.
///
/// int8: values [panels][paddedInputs / 4][16][4], then one scale (float32) and one sum of integers (int32) for
/// each of panels * 16 outputs. float32: values [panels][inputs][16]. All kernels share these panels, on every
/// CPU family.
package struct PackedMatrix: Sendable {
  /// The number of this arrangement; files that hold panels name it.
  package static let layout: UInt32 = 2
  /// Where a block may begin, in bytes.
  package static let alignment = 64

  package let outputs: Int
  package let inputs: Int
  package let elementType: Tensor.ElementType
  let block: WeightBlock

  /// Takes a tensor in panel order as it is, without a copy; nil when its data do not suit.
  package init?(borrowing tensor: Tensor) {
    guard tensor.order == .panels, Self.byteCount(of: tensor) == tensor.data.count,
      let block = WeightBlock(borrowing: tensor.data)
    else { return nil }
    self.init(outputs: tensor.rows, inputs: tensor.columns, elementType: tensor.elementType, block: block)
  }

  private init(outputs: Int, inputs: Int, elementType: Tensor.ElementType, block: WeightBlock) {
    self.outputs = outputs
    self.inputs = inputs
    self.elementType = elementType
    self.block = block
  }

  /// Packs a matrix in row order. Integers of an int8 tensor are taken as they are, but for rows whose sums the
  /// kernels could not hold in 16 bits: those, and all else, are quantised by row.
  package init(packing tensor: Tensor, as elementType: Tensor.ElementType) throws(InferenceError) {
    let (outputs, inputs) = (tensor.rows, tensor.columns)
    guard let bytes = Self.byteCount(outputs: outputs, inputs: inputs, elementType: elementType) else {
      throw .invalidOption(name: "element type", reason: "only int8 and float32 matrices are packed")
    }
    let buffer = try AlignedBuffer<UInt8>(count: bytes)
    buffer.preferHugePages()
    self.init(
      outputs: outputs, inputs: inputs, elementType: elementType, block: WeightBlock(owning: buffer))
    if elementType == .float32 {
      try packFloats(tensor, into: buffer)
    } else {
      try packIntegers(tensor, into: buffer)
    }
    tensor.releasePages()
  }

  /// The block, for a file.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: block.base, count: block.count)
  }

  /// Bytes of a block; nil for shapes and types that are not packed.
  static func byteCount(outputs: Int, inputs: Int, elementType: Tensor.ElementType) -> Int? {
    // Far above any model, and far below what overflows.
    guard (1...1 << 24).contains(outputs), (1...1 << 24).contains(inputs) else { return nil }
    let columns = dk_panels(outputs) * Int(DK_PANEL)
    switch elementType {
    case .int8: return columns * (dk_padded_k(inputs) + 8)
    case .float32: return columns * inputs * 4
    default: return nil
    }
  }

  static func byteCount(of tensor: Tensor) -> Int? {
    guard tensor.shape.count == 2 else { return nil }
    return byteCount(outputs: tensor.rows, inputs: tensor.columns, elementType: tensor.elementType)
  }

  private func packFloats(_ tensor: Tensor, into buffer: AlignedBuffer<UInt8>) throws(InferenceError) {
    // A panel at a time, so that the reals never stand in memory twice.
    let rows = try AlignedBuffer<Float>(count: Int(DK_PANEL) * inputs)
    let values = UnsafeMutableRawPointer(buffer.pointer).assumingMemoryBound(to: Float.self)
    withExtendedLifetime(rows) {
      for first in stride(from: 0, to: outputs, by: Int(DK_PANEL)) {
        let count = min(Int(DK_PANEL), outputs - first)
        tensor.readRows(first..<first + count, into: rows.pointer)
        dk_pack_f32(rows.pointer, count, inputs, values + first * inputs)
      }
    }
  }

  private func packIntegers(_ tensor: Tensor, into buffer: AlignedBuffer<UInt8>) throws(InferenceError) {
    let base = UnsafeMutableRawPointer(buffer.pointer)
    let columns = dk_panels(outputs) * Int(DK_PANEL)
    let values = base.assumingMemoryBound(to: Int8.self)
    let scales = (base + columns * dk_padded_k(inputs)).assumingMemoryBound(to: Float.self)
    let sums = (base + columns * (dk_padded_k(inputs) + 4)).assumingMemoryBound(to: Int32.self)
    let reals = try AlignedBuffer<Float>(count: inputs)
    let integers = try AlignedBuffer<Int8>(count: Int(DK_PANEL) * inputs)
    withExtendedLifetime((reals, integers)) {
      for first in stride(from: 0, to: outputs, by: Int(DK_PANEL)) {
        let count = min(Int(DK_PANEL), outputs - first)
        for row in 0..<count {
          let to = integers.pointer + row * inputs
          if let scale = tensor.copyIntegers(ofRow: first + row, into: to),
            dk_is_within_group_limit(to, inputs) != 0
          {
            scales[first + row] = scale
          } else {
            tensor.readRows(first + row..<first + row + 1, into: reals.pointer)
            dk_quantize_weights(reals.pointer, 1, inputs, to, scales + first + row)
          }
        }
        dk_pack_int8(
          integers.pointer, count, inputs, values + first * dk_padded_k(inputs), sums + first)
      }
    }
  }
}

extension Tensor {
  /// The integers of a row that has any, and what they are multiplied by.
  fileprivate func copyIntegers(ofRow row: Int, into integers: UnsafeMutablePointer<Int8>) -> Float? {
    guard elementType == .int8, order == .rows else { return nil }
    let start = data.startIndex + row * columns
    data[start..<start + columns].withUnsafeBytes {
      UnsafeMutableRawPointer(integers).copyMemory(
        from: $0.baseAddress ?? UnsafeRawPointer(integers), byteCount: $0.count)
    }
    return 1 / scales[row]
  }
}
