import Foundation

/// The weights of `pytorch_model.bin`, in both layouts that torch has written: a zip archive (from 1.6 on),
/// and before that a row of pickles with the storages behind them, in which most OPUS-MT models are kept.
///
/// Nothing of the pickles is executed; see `PickleMachine`. Arrays stay slices of the file.
package struct TorchFile: Sendable {
  /// By name. Names of one tensor share its bytes.
  package let arrays: [String: StoredArray]

  /// Far more than the pickle of any model takes.
  static let maximumPickleSize = 16 << 20

  /// - Throws: `ModelFormatError` naming the tensor, or the call that is refused, and the byte.
  package init(data: Data, file: String, isMapped: Bool = false) throws {
    let layout: Layout
    if data.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      layout = try Self.archive(data, file)
    } else if data.starts(with: Self.legacyMagic) {
      layout = try Self.legacy(data, file)
    } else {
      throw ModelFormatError(
        .invalid, file: file, offset: 0,
        reason: "is neither of torch's layouts; save the model as safetensors")
    }
    var arrays: [String: StoredArray] = [:]
    for (name, tensor) in layout.tensors {
      let array = try Self.array(name, tensor, layout, data: data, file: file, isMapped: isMapped)
      guard arrays.updateValue(array, forKey: name) == nil else {
        throw ModelFormatError(
          .invalid, file: file, field: name, offset: tensor.storage.offset, reason: "the name comes twice")
      }
    }
    self.arrays = arrays
  }

  /// What the pickle names, and where in the file each storage's bytes are.
  struct Layout {
    var tensors: [(name: String, tensor: TorchTensor)]
    var storages: [String: Range<Int>]
  }

  private static func array(
    _ name: String, _ tensor: TorchTensor, _ layout: Layout, data: Data, file: String, isMapped: Bool
  ) throws -> StoredArray {
    let storage = tensor.storage
    func refusal(_ kind: ModelFormatError.Kind, _ reason: String) -> ModelFormatError {
      ModelFormatError(kind, file: file, field: name, offset: storage.offset, reason: reason)
    }
    guard let range = layout.storages[storage.key] else {
      throw refusal(.missing, "the file does not hold its storage \(storage.key)")
    }
    let (size, overflows) = storage.count.multipliedReportingOverflow(by: storage.elementType.size)
    guard !overflows, size == range.count else {
      throw refusal(
        .invalid,
        "storage \(storage.key) of \(range.count) bytes cannot be \(storage.count) elements"
          + " of \(storage.elementType.size) bytes")
    }
    // Within the storage: the machine has checked start and shape against its count.
    let start = range.lowerBound + tensor.start * storage.elementType.size
    return StoredArray(
      file: file, name: name, shape: tensor.shape, elementType: storage.elementType,
      data: data[(data.startIndex + start)..<(data.startIndex + start + tensor.size)], offset: start,
      isMapped: isMapped)
  }

  /// The dictionary of tensors that a pickle of weights makes.
  static func tensors(_ machine: inout PickleMachine) throws -> [(name: String, tensor: TorchTensor)] {
    let result = try machine.run()
    guard case .dictionary(let index) = result else {
      throw machine.error(.unsupported, "holds \(result.kind), not a dictionary of tensors")
    }
    return try machine.dictionaries[index].map { key, value in
      guard case .text(let name) = key else { throw machine.error("a tensor's name is \(key.kind)") }
      guard case .tensor(let tensor) = value else {
        throw machine.error(.unsupported, field: name, "is \(value.kind), not a tensor")
      }
      return (name, tensor)
    }
  }
}
