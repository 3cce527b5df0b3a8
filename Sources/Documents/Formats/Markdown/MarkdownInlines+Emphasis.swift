extension MarkdownInlines {
  /// How many runs back an opening one is looked for.
  private static let reach = 200

  /// Makes emphasis of the runs from `first` on, by the rules of CommonMark.
  mutating func resolveDelimiters(from first: Int) {
    guard first < delimiters.count else { return }
    var open: [Int] = []
    // Before which run a closing one of its kind finds none to open.
    var bottoms: [Closer: Int] = [:]
    for index in delimiters.indices[first...] {
      while delimiters[index].canClose, !delimiters[index].free.isEmpty {
        let closer = Closer(delimiters[index])
        let bottom = bottoms[closer] ?? 0
        var match = open.count - 1
        let last = max(open.count - Self.reach, 0)
        while match >= last, open[match] >= bottom, !matches(open[match], index) { match -= 1 }
        guard match >= last, open[match] >= bottom else {
          bottoms[closer] = index
          break
        }
        let opener = open[match]
        let (left, right) = (delimiters[opener].free.count, delimiters[index].free.count)
        let count = delimiters[index].mark == UInt8(ascii: "~") ? left : left >= 2 && right >= 2 ? 2 : 1
        let name = name("emphasis")
        delimiters[opener].open(name, count: count)
        delimiters[index].close(name, count: count)
        // What was opened inside is not closed any more.
        open.removeSubrange((match + 1)...)
        if delimiters[opener].free.isEmpty { open.removeLast() }
      }
      if delimiters[index].canOpen, !delimiters[index].free.isEmpty { open.append(index) }
    }
    resolved += delimiters[first...]
    delimiters.removeSubrange(first...)
  }

  /// What of a closing run decides which ones it can close.
  private struct Closer: Hashable {
    let mark: UInt8
    let canOpen: Bool
    let count: Int

    init(_ delimiter: MarkdownDelimiter) {
      (mark, canOpen) = (delimiter.mark, delimiter.canOpen)
      count = mark == UInt8(ascii: "~") ? delimiter.free.count : delimiter.range.count % 3
    }
  }

  private func matches(_ opener: Int, _ closer: Int) -> Bool {
    guard delimiters[opener].mark == delimiters[closer].mark, !delimiters[opener].free.isEmpty else {
      return false
    }
    if delimiters[opener].mark == UInt8(ascii: "~") {
      let count = delimiters[closer].free.count
      return delimiters[opener].free.count == count && count <= 2
    }
    guard delimiters[opener].canClose || delimiters[closer].canOpen else { return true }
    let (before, after) = (delimiters[opener].range.count, delimiters[closer].range.count)
    return (before + after) % 3 != 0 || (before % 3 == 0 && after % 3 == 0)
  }
}
