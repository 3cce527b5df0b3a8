/// A source of which some stretches are replaced.
struct SourceEdits {
  struct Edit {
    var range: Range<Int>
    var bytes: [UInt8]
  }

  /// Writes a source from its beginning to its end, with larger stretches replaced than those of the edits.
  struct Cursor {
    private let edits: SourceEdits
    private var position = 0
    private var result: [UInt8] = []

    init(_ edits: SourceEdits) { self.edits = edits }

    /// - Parameter range: behind those replaced before.
    mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
      guard range.lowerBound >= position else { return }
      result += edits.bytes(in: position..<range.lowerBound)
      result += bytes
      position = range.upperBound
    }

    mutating func finish() -> [UInt8] {
      result += edits.bytes(in: position..<edits.source.count)
      position = edits.source.count
      return result
    }
  }

  let source: [UInt8]
  /// Ascending, apart from each other.
  private let edits: [Edit]

  init(_ source: [UInt8], _ edits: [Edit] = []) {
    self.source = source
    self.edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The bytes of a stretch, with the edits that lie in it.
  func bytes(in range: Range<Int>) -> [UInt8] {
    var (low, high) = (0, edits.count)
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.lowerBound >= range.lowerBound { high = middle } else { low = middle + 1 }
    }
    var result: [UInt8] = []
    var position = range.lowerBound
    while low < edits.count, edits[low].range.upperBound <= range.upperBound {
      let edit = edits[low]
      low += 1
      guard edit.range.lowerBound >= position else { continue }
      result += source[position..<edit.range.lowerBound]
      result += edit.bytes
      position = edit.range.upperBound
    }
    return result + source[position..<range.upperBound]
  }
}
