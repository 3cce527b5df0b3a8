/// Makes the units of a `DoubleArray`.
///
/// The children of a node lie in one block of 256 units. A place for them is looked for in the last blocks
/// only, so that the time is linear in the keys.
struct DoubleArrayBuilder {
  /// A key and its value below 2^31.
  typealias Entry = (key: UnsafeRawBufferPointer, value: UInt32)

  /// Bit 31 without a key that ends before it: no byte leads here.
  private static let emptyUnit: UInt32 = 0x8000_0000
  private static let openBlocks = 8
  /// Children further away must have a distance that is a multiple of 256.
  private static let near = 1 << 21

  private let entries: [Entry]
  private var units: [UInt32] = []
  /// One bit a unit, set while it is free.
  private var free: [UInt64] = []
  /// One bit a unit, set while it is no node's base. A base belongs to one node.
  private var freeBases: [UInt64] = []

  private struct Node {
    var unit: Int
    var entries: Range<Int>
    var depth: Int
  }

  /// - Parameter entries: in the order of their bytes; no key twice, none empty or with a zero byte;
  ///   together at most 2^24 bytes.
  static func units(_ entries: [Entry]) -> [UInt32] {
    guard !entries.isEmpty else { return [] }
    var builder = DoubleArrayBuilder(entries: entries)
    builder.build()
    return builder.units
  }

  private init(entries: [Entry]) {
    self.entries = entries
  }

  private mutating func build() {
    addBlock()
    Self.take(0, &free)
    // The root answers to the byte 0 there.
    Self.take(0, &freeBases)
    units[0] = 0
    var stack = [Node(unit: 0, entries: 0..<entries.count, depth: 0)]
    while let node = stack.popLast() {
      place(childrenOf: node, &stack)
    }
  }

  private mutating func place(childrenOf node: Node, _ stack: inout [Node]) {
    var children: [(label: UInt8, entries: Range<Int>)] = []
    var rest = node.entries
    let endsHere = entries[rest.lowerBound].key.count == node.depth
    if endsHere { rest = rest.dropFirst() }
    for index in rest {
      let label = entries[index].key[node.depth]
      if let last = children.last, last.label == label {
        children[children.count - 1].entries = last.entries.lowerBound..<index + 1
      } else {
        children.append((label, index..<index + 1))
      }
    }

    let labels = (endsHere ? [0] : []) + children.map { $0.label }
    let base = base(for: labels, of: node.unit)
    Self.take(base, &freeBases)
    let distance = node.unit ^ base
    let reach = UInt32(distance < Self.near ? distance << 10 : distance << 2 | 0x200)
    units[node.unit] |= reach | (endsHere ? 0x100 : 0)
    if endsHere {
      Self.take(base, &free)
      units[base] = Self.emptyUnit | entries[node.entries.lowerBound].value
    }
    for child in children.reversed() {
      let unit = base ^ Int(child.label)
      Self.take(unit, &free)
      units[unit] = UInt32(child.label)
      stack.append(Node(unit: unit, entries: child.entries, depth: node.depth + 1))
    }
  }

  /// A base whose units for all labels are free and that `unit` can name.
  private mutating func base(for labels: [UInt8], of unit: Int) -> Int {
    let blocks = units.count / 256
    for block in max(0, blocks - Self.openBlocks)..<blocks {
      if let base = base(for: labels, of: unit, in: block) { return base }
    }
    // A new block has room for any labels.
    addBlock()
    return base(for: labels, of: unit, in: blocks) ?? 256 * blocks
  }

  private func base(for labels: [UInt8], of unit: Int, in block: Int) -> Int? {
    for word in 0..<4 {
      var bases = freeBases[4 * block + word]
      for label in labels where bases != 0 {
        bases &= Self.exchange(free[4 * block + (word ^ Int(label >> 6))], label & 63)
      }
      while bases != 0 {
        let base = 256 * block + 64 * word + bases.trailingZeroBitCount
        let distance = unit ^ base
        if distance < Self.near || distance & 0xFF == 0 { return base }
        bases &= bases - 1
      }
    }
    return nil
  }

  /// Moves bit i to the place that i and `distance`, below 64, make by exclusive or.
  private static func exchange(_ word: UInt64, _ distance: UInt8) -> UInt64 {
    var word = word
    // Neighbouring bits, then neighbouring groups of two, four and so on; a mask has the lower groups.
    func exchangeGroups(of width: UInt8, _ mask: UInt64) {
      guard distance & width != 0 else { return }
      word = (word & mask) << UInt64(width) | (word >> UInt64(width)) & mask
    }
    exchangeGroups(of: 1, 0x5555_5555_5555_5555)
    exchangeGroups(of: 2, 0x3333_3333_3333_3333)
    exchangeGroups(of: 4, 0x0F0F_0F0F_0F0F_0F0F)
    exchangeGroups(of: 8, 0x00FF_00FF_00FF_00FF)
    exchangeGroups(of: 16, 0x0000_FFFF_0000_FFFF)
    exchangeGroups(of: 32, 0x0000_0000_FFFF_FFFF)
    return word
  }

  private mutating func addBlock() {
    units.append(contentsOf: repeatElement(Self.emptyUnit, count: 256))
    free.append(contentsOf: repeatElement(.max, count: 4))
    freeBases.append(contentsOf: repeatElement(.max, count: 4))
  }

  private static func take(_ bit: Int, _ words: inout [UInt64]) {
    words[bit / 64] &= ~(1 << UInt64(bit % 64))
  }
}
