/// The punctuation that ends a sentence.
enum SentenceEnd {
  private static let wideMarks: [[UInt8]] = ["。", "！", "？", "…", "；", "："].map { Array($0.utf8) }

  /// Where the run of end marks and spaces at the end of `bytes` begins; `floor` at the least.
  static func start(in bytes: [UInt8], from floor: Int) -> Int {
    var start = bytes.count
    while start > floor {
      if ".!?;: ".utf8.contains(bytes[start - 1]) {
        start -= 1
      } else if start - 3 >= floor, wideMarks.contains(where: { bytes[start - 3..<start].elementsEqual($0) })
      {
        start -= 3
      } else {
        break
      }
    }
    return start
  }
}
