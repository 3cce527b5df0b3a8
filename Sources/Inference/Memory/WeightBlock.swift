import Foundation

/// Bytes that are written once and then only read: a part of a mapped file, or memory of our own.
///
/// `@unchecked Sendable`: the bytes no longer change once the block is handed on.
package final class WeightBlock: @unchecked Sendable {
  package let base: UnsafeRawPointer
  package let count: Int
  /// What keeps the bytes where they are.
  private let owner: Owner

  private enum Owner {
    case data(Data)
    case buffer(AlignedBuffer<UInt8>)
  }

  /// nil when the data are not aligned for the kernels. A `Data` of this size keeps its bytes in storage of its
  /// own, which stays where it is as long as the value lives.
  init?(borrowing data: Data) {
    guard data.count >= PackedMatrix.alignment,
      let base = data.withUnsafeBytes({ $0.baseAddress }),
      Int(bitPattern: base) % PackedMatrix.alignment == 0
    else { return nil }
    owner = .data(data)
    self.base = base
    count = data.count
  }

  init(owning buffer: AlignedBuffer<UInt8>) {
    owner = .buffer(buffer)
    base = UnsafeRawPointer(buffer.pointer)
    count = buffer.count
  }
}
