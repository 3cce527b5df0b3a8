import Foundation
import Memory
import TestSupport
import Testing

@Suite struct PostingListTests {
  private static func decoded(_ data: Data) -> [UInt32] {
    var units: [UInt32] = []
    PostingList.decode(data) { units.append($0) }
    return units
  }

  @Test func listsComeBack() {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<200 {
      let count = Int.random(in: 0...60, using: &random)
      let units = Set((0..<count).map { _ in UInt32.random(in: 0...(.max), using: &random) }).sorted()
      #expect(Self.decoded(PostingList.encode(units)) == units)
    }
  }

  @Test func anyBytesEnd() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let bytes = Data(
        (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) })
      #expect(Self.decoded(bytes).count <= bytes.count)
    }
  }
}
