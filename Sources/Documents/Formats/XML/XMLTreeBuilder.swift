/// Reads a source once from its beginning to its end.
struct XMLTreeBuilder {
  private struct Scope {
    var node: Int
    var last = -1
    /// What prefixes meant before the element, where it changed that.
    var outer: [Binding] = []
  }

  private typealias Binding = (prefix: String, meaning: String?)

  private let bytes: [UInt8]
  private let prefixes: [String: String]
  private(set) var nodes: [XMLTree.Node] = []
  private(set) var names: [String] = []
  private var known: [String: Int32] = [:]
  private var open: [Scope] = []
  /// The usual prefix by the one that the source has.
  private var bindings: [String: String] = [:]
  /// Numbers of names as they stand in the source; true as long as the bindings are.
  private var cache: [String: Int32] = [:]

  init(_ bytes: [UInt8], prefixes: [String: String]) {
    self.bytes = bytes
    self.prefixes = prefixes
  }

  mutating func build() {
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let end = find(UInt8(ascii: "<"), from: position)
        if !open.isEmpty { add(.text, position..<end) }
        position = end
        continue
      }
      if starts("<!--", at: position) {
        position = add(.other, from: position, to: "-->", behind: 4)
      } else if starts("<![CDATA[", at: position) {
        let end = self.end(of: "]]>", from: position + 9)
        add(.characterData, position..<end, content: position + 9..<max(end - 3, position + 9))
        position = end
      } else if starts("<?", at: position) {
        position = add(.other, from: position, to: "?>", behind: 2)
      } else if starts("<!", at: position) {
        position = documentType(from: position)
      } else if starts("</", at: position) {
        let end = min(find(UInt8(ascii: ">"), from: position) + 1, bytes.count)
        close(position..<end)
        position = end
      } else {
        position = start(position)
      }
    }
    while !open.isEmpty { close(bytes.count..<bytes.count) }
  }

  // MARK: - Nodes

  private mutating func add(_ kind: XMLTree.Node.Kind, _ range: Range<Int>, content: Range<Int>? = nil) {
    let content = content ?? range
    append(
      XMLTree.Node(
        kind: kind, start: Int32(range.lowerBound), contentStart: Int32(content.lowerBound),
        contentEnd: Int32(content.upperBound), end: Int32(range.upperBound),
        parent: Int32(open.last?.node ?? -1)))
  }

  private mutating func add(
    _ kind: XMLTree.Node.Kind, from start: Int, to mark: StaticString, behind length: Int
  ) -> Int {
    let end = self.end(of: mark, from: start + length)
    add(kind, start..<end)
    return end
  }

  private mutating func append(_ node: XMLTree.Node) {
    let index = nodes.count
    nodes.append(node)
    guard !open.isEmpty else { return }
    let scope = open[open.count - 1]
    if scope.last < 0 {
      nodes[scope.node].first = Int32(index)
    } else {
      nodes[scope.last].next = Int32(index)
    }
    open[open.count - 1].last = index
  }

  private mutating func close(_ tag: Range<Int>) {
    guard let scope = open.popLast() else { return }
    nodes[scope.node].contentEnd = Int32(tag.lowerBound)
    nodes[scope.node].end = Int32(tag.upperBound)
    restore(scope.outer)
  }

  private mutating func start(_ position: Int) -> Int {
    var end = position + 1
    var quote: UInt8 = 0
    var hasNamespaces = false
    var nameEnd = -1
    while end < bytes.count {
      let byte = bytes[end]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if XMLAttribute.isSpace(byte) {
        if nameEnd < 0 { nameEnd = end }
        hasNamespaces = hasNamespaces || starts("xmlns", at: end + 1)
      }
      end += 1
    }
    let isEmpty = bytes[end - 1] == UInt8(ascii: "/") && end - 1 > position
    if nameEnd < 0 { nameEnd = isEmpty ? end - 1 : end }
    end = min(end + 1, bytes.count)
    let outer = hasNamespaces ? declare(position..<end) : []
    append(
      XMLTree.Node(
        kind: .element, name: number(of: position + 1..<max(nameEnd, position + 1)), start: Int32(position),
        contentStart: Int32(end), contentEnd: Int32(end), end: Int32(end),
        parent: Int32(open.last?.node ?? -1)))
    if isEmpty {
      restore(outer)
    } else {
      open.append(Scope(node: nodes.count - 1, outer: outer))
    }
    return end
  }

  private mutating func documentType(from start: Int) -> Int {
    var position = start
    var isInSubset = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: ">") where !isInSubset:
        add(.other, start..<position + 1)
        return position + 1
      default: break
      }
      position += 1
    }
    add(.other, start..<bytes.count)
    return bytes.count
  }

  // MARK: - Names

  /// - Returns: what prefixes meant before, where the tag changes that.
  private mutating func declare(_ tag: Range<Int>) -> [Binding] {
    var outer: [Binding] = []
    for attribute in XMLAttribute.all(in: tag, of: bytes) {
      let name = text(attribute.name)
      guard name == "xmlns" || name.hasPrefix("xmlns:") else { continue }
      let prefix = String(name.dropFirst(6))
      let meaning = prefixes[text(attribute.value)] ?? "?"
      guard bindings[prefix] != meaning else { continue }
      outer.append((prefix, bindings[prefix]))
      bindings[prefix] = meaning
    }
    if !outer.isEmpty { cache = [:] }
    return outer
  }

  private mutating func restore(_ outer: [Binding]) {
    guard !outer.isEmpty else { return }
    for binding in outer.reversed() { bindings[binding.prefix] = binding.meaning }
    cache = [:]
  }

  private mutating func number(of range: Range<Int>) -> Int32 {
    let name = text(range)
    if let number = cache[name] { return number }
    let parts = name.split(separator: ":", maxSplits: 1)
    let prefix = bindings[parts.count == 2 ? String(parts[0]) : ""] ?? (parts.count == 2 ? "?" : "")
    let local = parts.last.map(String.init) ?? ""
    let full = prefix.isEmpty ? local : "\(prefix):\(local)"
    let number = known[full] ?? Int32(names.count)
    if number == names.count {
      names.append(full)
      known[full] = number
    }
    cache[name] = number
    return number
  }

  // MARK: - Bytes

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func starts(_ mark: StaticString, at position: Int) -> Bool {
    guard position + mark.utf8CodeUnitCount <= bytes.count else { return false }
    return mark.withUTF8Buffer { mark in
      for index in mark.indices where bytes[position + index] != mark[index] { return false }
      return true
    }
  }

  private func find(_ byte: UInt8, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != byte { position += 1 }
    return position
  }

  /// Behind the next `mark`, or the end of the source.
  private func end(of mark: StaticString, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      if starts(mark, at: position) { return position + mark.utf8CodeUnitCount }
      position += 1
    }
    return bytes.count
  }
}
