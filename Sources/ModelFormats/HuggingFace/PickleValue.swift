#if canImport(Inference)
  import Inference
#endif

/// What the pickles of weights are made of.
///
/// Lists and dictionaries are numbers of the machine that made them: they can change after they were handed
/// on, and a file cannot make them hold one another in a circle.
enum PickleValue: Sendable {
  case none
  case bool(Bool)
  case integer(Int)
  case text(String)
  case tuple(PickleTuple)
  case list(Int)
  case dictionary(Int)
  case global(PickleGlobal)
  case storage(TorchStorage)
  case tensor(TorchTensor)

  var kind: String {
    switch self {
    case .none: "None"
    case .bool: "a truth value"
    case .integer: "a number"
    case .text: "a string"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .global(let global): global.rawValue
    case .storage: "a storage"
    case .tensor: "a tensor"
    }
  }
}

/// Boxed, so that the other values stay small.
final class PickleTuple: Sendable {
  let items: [PickleValue]
  /// How deep tuples lie in it.
  let depth: Int

  init(_ items: [PickleValue]) {
    self.items = items
    var depth = 1
    for case .tuple(let inner) in items { depth = max(depth, inner.depth + 1) }
    self.depth = depth
  }

  /// The items as whole numbers; nil when one is none.
  var integers: [Int]? {
    var numbers: [Int] = []
    for item in items {
      guard case .integer(let number) = item else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

/// The only names that a pickle of weights may call.
enum PickleGlobal: String, Sendable, CaseIterable {
  case orderedDictionary = "collections.OrderedDict"
  case rebuildTensor = "torch._utils._rebuild_tensor_v2"
  case rebuildParameter = "torch._utils._rebuild_parameter"
  case doubleStorage = "torch.DoubleStorage"
  case floatStorage = "torch.FloatStorage"
  case halfStorage = "torch.HalfStorage"
  case bfloat16Storage = "torch.BFloat16Storage"
  case longStorage = "torch.LongStorage"
  case intStorage = "torch.IntStorage"
  case shortStorage = "torch.ShortStorage"
  case charStorage = "torch.CharStorage"
  case byteStorage = "torch.ByteStorage"
  case boolStorage = "torch.BoolStorage"

  /// What a storage of this name holds; nil for a function.
  var elementType: StoredArray.ElementType? {
    switch self {
    case .doubleStorage: .float64
    case .floatStorage: .float32
    case .halfStorage: .float16
    case .bfloat16Storage: .bfloat16
    case .longStorage: .int64
    case .intStorage: .int32
    case .shortStorage: .int16
    case .charStorage: .int8
    case .byteStorage: .uint8
    case .boolStorage: .bool
    case .orderedDictionary, .rebuildTensor, .rebuildParameter: nil
    }
  }
}

/// A run of elements that tensors look into, kept outside the pickle under its key.
final class TorchStorage: Sendable {
  let key: String
  let elementType: StoredArray.ElementType
  /// In elements.
  let count: Int
  /// Where the pickle names it.
  let offset: Int

  init(key: String, elementType: StoredArray.ElementType, count: Int, offset: Int) {
    self.key = key
    self.elementType = elementType
    self.count = count
    self.offset = offset
  }
}

/// A dense, row-major window of a storage.
final class TorchTensor: Sendable {
  let storage: TorchStorage
  /// The first element's place in the storage.
  let start: Int
  let shape: [Int]
  /// In bytes.
  let size: Int

  init(storage: TorchStorage, start: Int, shape: [Int], size: Int) {
    self.storage = storage
    self.start = start
    self.shape = shape
    self.size = size
  }
}
