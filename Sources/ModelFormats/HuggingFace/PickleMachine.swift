import Foundation

/// Runs the pickles in which torch keeps weights, and nothing else: every instruction that torch does not
/// write for them and every name that does not rebuild a tensor is refused.
///
/// Nothing is executed. A call makes one of the values of `PickleValue`; the stack, the memo and what
/// containers hold are bounded.
struct PickleMachine {
  /// torch writes dictionaries in runs of 1,000 pairs.
  static let maximumStack = 1 << 14
  static let maximumMemo = 1 << 18
  /// Items of all containers together.
  static let maximumItems = 1 << 18
  static let maximumContainers = 1 << 16
  static let maximumDepth = 16
  static let maximumTextSize = 1 << 12

  var reader: ByteReader
  var stack: [PickleValue] = []
  private var marks: [Int] = []
  private var memo: [Int: PickleValue] = [:]
  private(set) var dictionaries: [[(key: PickleValue, value: PickleValue)]] = []
  private(set) var lists: [[PickleValue]] = []
  private var itemCount = 0
  /// Where the instruction at hand begins.
  private(set) var position = 0

  init(reader: ByteReader) {
    self.reader = reader
  }

  /// Runs one pickle to its end; the reader then stands behind it.
  /// - Throws: `ModelFormatError` naming the byte of the instruction that cannot be followed.
  mutating func run() throws -> PickleValue {
    while true {
      position = reader.offset
      let code = try reader.uint8("pickle")
      guard let instruction = PickleInstruction(rawValue: code) else {
        throw error(.unsupported, "instruction 0x\(String(code, radix: 16)) does not belong to weights")
      }
      if instruction == .stop {
        let result = try pop()
        guard stack.isEmpty, marks.isEmpty else { throw error("ends with values left over") }
        return result
      }
      try follow(instruction)
    }
  }

  func error(_ reason: String) -> ModelFormatError { error(.invalid, reason) }

  func error(_ kind: ModelFormatError.Kind, field: String = "pickle", _ reason: String) -> ModelFormatError {
    reader.error(kind, field, at: position, reason)
  }

  // MARK: The stack

  mutating func push(_ value: PickleValue) throws {
    guard stack.count < Self.maximumStack else {
      throw error(.tooLarge, "more values at once than weights need")
    }
    stack.append(value)
  }

  mutating func pop() throws -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
      throw error("an instruction lacks its values")
    }
    return value
  }

  mutating func pop(_ count: Int) throws -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw error("an instruction lacks its values") }
    let values = Array(stack.suffix(count))
    stack.removeLast(count)
    return values
  }

  mutating func mark() throws {
    guard marks.count < Self.maximumStack else { throw error(.tooLarge, "more marks than weights need") }
    marks.append(stack.count)
  }

  /// Everything since the last mark, which goes.
  mutating func popToMark() throws -> [PickleValue] {
    guard let mark = marks.popLast() else { throw error("an instruction lacks its mark") }
    let values = Array(stack[mark...])
    stack.removeLast(stack.count - mark)
    return values
  }

  mutating func pushTuple(_ items: [PickleValue]) throws {
    let tuple = PickleTuple(items)
    guard tuple.depth <= Self.maximumDepth else { throw error("tuples are nested deeper than weights need") }
    try push(.tuple(tuple))
  }

  // MARK: The memo

  mutating func remember(_ index: Int) throws {
    guard let value = stack.last else { throw error("nothing is there to be remembered") }
    guard memo.count < Self.maximumMemo else {
      throw error(.tooLarge, "more is remembered than weights need")
    }
    memo[index] = value
  }

  /// Under the next number.
  mutating func remember() throws { try remember(memo.count) }

  mutating func recall(_ index: Int) throws {
    guard let value = memo[index] else { throw error("nothing was remembered as \(index)") }
    try push(value)
  }

  // MARK: Containers

  mutating func pushDictionary() throws {
    try checkContainers()
    dictionaries.append([])
    try push(.dictionary(dictionaries.count - 1))
  }

  mutating func pushList() throws {
    try checkContainers()
    lists.append([])
    try push(.list(lists.count - 1))
  }

  /// Adds keys and values in turn to the dictionary on top of the stack.
  mutating func add(pairs items: [PickleValue]) throws {
    guard case .dictionary(let index) = stack.last, items.count % 2 == 0 else {
      throw error("keys and values have no dictionary")
    }
    try count(items.count)
    for key in stride(from: 0, to: items.count, by: 2) {
      dictionaries[index].append((items[key], items[key + 1]))
    }
  }

  /// Adds to the list on top of the stack.
  mutating func add(items: [PickleValue]) throws {
    guard case .list(let index) = stack.last else { throw error("items have no list") }
    try count(items.count)
    lists[index].append(contentsOf: items)
  }

  private mutating func count(_ items: Int) throws {
    itemCount += items
    guard itemCount <= Self.maximumItems else { throw error(.tooLarge, "more items than weights need") }
  }

  private func checkContainers() throws {
    guard dictionaries.count + lists.count < Self.maximumContainers else {
      throw error(.tooLarge, "more containers than weights need")
    }
  }
}
