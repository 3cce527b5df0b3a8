import Dragoman

/// Both texts in atoms, and which atoms became which.
struct AtomAlignment {
  /// A block in atoms.
  struct Block {
    var source: Range<Int>
    var target: Range<Int>
  }

  /// A link of many atoms to many says little of each: beyond this many it is taken for their order.
  private static let widestLink = 4096

  /// UTF-8 ranges of each atom.
  let source: [Range<Int>]
  let target: [Range<Int>]
  let isSourceMark: [Bool]
  let isTargetMark: [Bool]
  private let text: (source: [UInt8], target: [UInt8])
  let blocks: [Block]
  /// By atom: the atoms on the other side, ascending, each once.
  private(set) var targets: [[Int]]
  private(set) var sources: [[Int]]

  init(source text: String, _ translation: TextTranslation) {
    source = WordScanner.atoms(of: text)
    target = WordScanner.atoms(of: translation.text)
    let (from, to) = (Array(text.utf8), Array(translation.text.utf8))
    self.text = (from, to)
    isSourceMark = source.map { Self.isMark(from[$0]) }
    isTargetMark = target.map { Self.isMark(to[$0]) }
    targets = Array(repeating: [], count: source.count)
    sources = Array(repeating: [], count: target.count)
    blocks = translation.blocks.map { [source, target] in
      Block(source: Self.atoms(in: $0.source, of: source), target: Self.atoms(in: $0.target, of: target))
    }
    var pairs: Set<[Int]> = []
    for link in translation.alignment.links {
      let (left, right) = (Self.atoms(in: link.source, of: source), Self.atoms(in: link.target, of: target))
      Self.join(left, right, source, target, from, to, isSame: false, &pairs)
    }
    for block in blocks
    where block.source.count == block.target.count && !block.source.isEmpty
      && !pairs.contains(where: { block.source.contains($0[0]) })
    {
      // What was copied has no links of its own.
      Self.join(block.source, block.target, source, target, from, to, isSame: true, &pairs)
    }
    for pair in pairs {
      targets[pair[0]].append(pair[1])
      sources[pair[1]].append(pair[0])
    }
    for index in targets.indices { targets[index].sort() }
    for index in sources.indices { sources[index].sort() }
  }

  /// The atoms that lie, if only in part, in a range of bytes.
  static func atoms(in range: Range<Int>, of atoms: [Range<Int>]) -> Range<Int> {
    let lower = firstIndex(in: atoms) { $0.upperBound > range.lowerBound }
    let upper = firstIndex(in: atoms) { $0.lowerBound >= range.upperBound }
    return lower..<max(lower, upper)
  }

  func sourceAtoms(in range: Range<Int>) -> Range<Int> {
    range.isEmpty ? emptyRange(at: range.lowerBound) : Self.atoms(in: range, of: source)
  }

  func sourceWord(_ atom: Int) -> String { String(decoding: text.source[source[atom]], as: UTF8.self) }

  func targetWord(_ atom: Int) -> String { String(decoding: text.target[target[atom]], as: UTF8.self) }

  /// The block that holds an atom of the source.
  func block(ofSource atom: Int) -> Block? { blocks.first { $0.source.contains(atom) } }

  private func emptyRange(at offset: Int) -> Range<Int> {
    let index = Self.firstIndex(in: source) { $0.lowerBound >= offset }
    return index..<index
  }

  private static func firstIndex(in atoms: [Range<Int>], where isBehind: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, atoms.count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(atoms[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func join(
    _ left: Range<Int>, _ right: Range<Int>, _ source: [Range<Int>], _ target: [Range<Int>], _ from: [UInt8],
    _ to: [UInt8], isSame: Bool, _ pairs: inout Set<[Int]>
  ) {
    guard !left.isEmpty, !right.isEmpty else { return }
    let isCopy =
      left.count == right.count
      && zip(left, right).allSatisfy { from[source[$0]].elementsEqual(to[target[$1]]) }
    if isCopy {
      for (a, b) in zip(left, right) { pairs.insert([a, b]) }
    } else if isSame {
      return
    } else if left.count * right.count <= widestLink {
      for a in left { for b in right { pairs.insert([a, b]) } }
    } else {
      for a in left {
        pairs.insert([a, right.lowerBound + (a - left.lowerBound) * right.count / left.count])
      }
    }
  }

  private static func isMark(_ bytes: ArraySlice<UInt8>) -> Bool {
    !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains { $0.isLetter || $0.isDigit }
  }
}
