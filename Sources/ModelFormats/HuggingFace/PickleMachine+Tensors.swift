/// The three calls that weights are made of.
extension PickleMachine {
  mutating func call(_ function: PickleValue, _ arguments: PickleValue) throws {
    guard case .global(let global) = function, case .tuple(let tuple) = arguments else {
      throw error(.unsupported, "\(function.kind) is called")
    }
    switch global {
    case .orderedDictionary:
      guard tuple.items.isEmpty else { throw error(.unsupported, "a dictionary made of other values") }
      try pushDictionary()
    case .rebuildTensor: try push(.tensor(try tensor(tuple.items)))
    case .rebuildParameter:
      guard case .tensor(let tensor) = tuple.items.first else {
        throw error("a parameter without its tensor")
      }
      try push(.tensor(tensor))
    default: throw error(.unsupported, "\(global.rawValue) is called")
    }
  }

  /// ("storage", type, key, device, count), and in old files a view that must be none.
  func storage(_ identifier: PickleValue) throws -> TorchStorage {
    guard case .tuple(let tuple) = identifier, (5...6).contains(tuple.items.count),
      case .text("storage") = tuple.items[0], case .global(let global) = tuple.items[1],
      let elementType = global.elementType, case .text(let key) = tuple.items[2],
      case .integer(let count) = tuple.items[4], count >= 0
    else { throw error("not a storage's description") }
    if tuple.items.count == 6 {
      guard case .none = tuple.items[5] else {
        throw error(.unsupported, field: key, "the storage is a view of another one")
      }
    }
    return TorchStorage(key: key, elementType: elementType, count: count, offset: position)
  }

  /// (storage, first element, shape, strides, ...); only dense row-major tensors are read.
  private func tensor(_ arguments: [PickleValue]) throws -> TorchTensor {
    guard (6...7).contains(arguments.count), case .storage(let storage) = arguments[0],
      case .integer(let start) = arguments[1], case .tuple(let dimensions) = arguments[2],
      case .tuple(let steps) = arguments[3], let shape = dimensions.integers, let strides = steps.integers,
      shape.count == strides.count, shape.count <= StoredArray.maximumRank
    else { throw error("not a tensor's description") }
    guard start >= 0, let size = StoredArray.byteCount(shape, storage.elementType) else {
      throw error("a tensor of \(shape) from element \(start) on cannot be")
    }
    let count = size / storage.elementType.size
    let (end, overflows) = start.addingReportingOverflow(count)
    guard !overflows, end <= storage.count else {
      throw error("a tensor of \(shape) from element \(start) on, in a storage of \(storage.count)")
    }
    var expected = 1
    for axis in shape.indices.reversed() where count > 0 {
      guard shape[axis] == 1 || strides[axis] == expected else {
        throw error(.unsupported, "a tensor of \(shape) with strides \(strides) is not row-major")
      }
      expected *= shape[axis]
    }
    return TorchTensor(storage: storage, start: start, shape: shape, size: size)
  }
}
