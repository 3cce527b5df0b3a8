import Documents
import Dragoman

/// A unit's translation as a job keeps it: ranges are pairs of numbers, since names would be most of its bytes.
struct StoredTranslation: Sendable, Equatable, Codable {
  struct Block: Sendable, Equatable, Codable {
    /// Source from and to, translation from and to.
    var bytes: [Int]
    var warnings: [TextTranslation.Warning]?
  }

  var text: String
  var blocks: [Block]
  /// Of each link: source from and to, translation from and to.
  var links: [Int]

  init(_ translation: TextTranslation) {
    text = translation.text
    blocks = translation.blocks.map { block in
      Block(
        bytes: Self.numbers(block.source, block.target),
        warnings: block.warnings.isEmpty ? nil : block.warnings)
    }
    links = translation.alignment.links.flatMap { Self.numbers($0.source, $0.target) }
  }

  /// - Returns: nil where the numbers are no ranges of `source` and the translation.
  func translation(of source: String) -> TextTranslation? {
    let lengths = (source: source.utf8.count, target: text.utf8.count)
    var blocks: [TextTranslation.Block] = []
    for block in self.blocks {
      guard let ranges = Self.ranges(block.bytes[...], lengths) else { return nil }
      blocks.append(
        TextTranslation.Block(source: ranges.source, target: ranges.target, warnings: block.warnings ?? []))
    }
    var links: [Alignment.Link] = []
    for start in stride(from: 0, to: self.links.count, by: 4) {
      guard let ranges = Self.ranges(self.links[start..<min(start + 4, self.links.count)], lengths) else {
        return nil
      }
      links.append(Alignment.Link(source: ranges.source, target: ranges.target))
    }
    return TextTranslation(text: text, blocks: blocks, alignment: Alignment(links))
  }

  private static func numbers(_ source: Range<Int>, _ target: Range<Int>) -> [Int] {
    [source.lowerBound, source.upperBound, target.lowerBound, target.upperBound]
  }

  private static func ranges(
    _ numbers: ArraySlice<Int>, _ lengths: (source: Int, target: Int)
  ) -> (source: Range<Int>, target: Range<Int>)? {
    let numbers = Array(numbers)
    guard numbers.count == 4, 0 <= numbers[0], numbers[0] <= numbers[1], numbers[1] <= lengths.source,
      0 <= numbers[2], numbers[2] <= numbers[3], numbers[3] <= lengths.target
    else { return nil }
    return (numbers[0]..<numbers[1], numbers[2]..<numbers[3])
  }
}
