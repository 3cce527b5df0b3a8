extension MarkdownInlines {
  /// How many runs back an opening one is looked for.
  private static let reach = 200

  /// Makes emphasis of the runs from `first` on, by the rules of CommonMark.
  mutating func resolveDelimiters(from first: Int) {
    guard first < delimiters.count else { return }
    var open: [Int] = []
    for index in delimiters.indices[first...] {
      while delimiters[index].canClose, !delimiters[index].free.isEmpty,
        let match = open.suffix(Self.reach).lastIndex(where: { matches(delimiters[$0], delimiters[index]) })
      {
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

  private func matches(_ opener: MarkdownDelimiter, _ closer: MarkdownDelimiter) -> Bool {
    guard opener.mark == closer.mark, !opener.free.isEmpty else { return false }
    if opener.mark == UInt8(ascii: "~") {
      return opener.free.count == closer.free.count && closer.free.count <= 2
    }
    guard opener.canClose || closer.canOpen else { return true }
    let sum = opener.range.count + closer.range.count
    return sum % 3 != 0 || (opener.range.count % 3 == 0 && closer.range.count % 3 == 0)
  }
}
