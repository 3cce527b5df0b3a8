/// First in, first out, at a constant cost.
struct CallQueue<Element> {
  private var elements: [Element?] = []  // nil before `start`, so that what was taken out is let go
  private var start = 0

  var isEmpty: Bool { start == elements.count }
  var count: Int { elements.count - start }
  var first: Element? { isEmpty ? nil : elements[start] }

  mutating func append(_ element: Element) {
    elements.append(element)
  }

  /// Takes the first element out.
  mutating func popFirst() -> Element? {
    guard let first else { return nil }
    elements[start] = nil
    start += 1
    if start >= 32, start * 2 >= elements.count {
      elements.removeFirst(start)
      start = 0
    }
    return first
  }

  /// Puts the first element behind all others; one that is alone stays where it is.
  mutating func rotate() {
    guard count > 1, let first = popFirst() else { return }
    append(first)
  }

  mutating func removeAll(where isUnwanted: (Element) -> Bool) {
    elements.removeFirst(start)
    start = 0
    elements.removeAll { $0.map(isUnwanted) ?? true }
  }
}
