/// An argument of a message: `{name}`, `{0, number, #.##}`, `{count, plural, one {# file} other {# files}}`.
struct MessageArgument {
  struct Branch {
    var selector: String
    /// The message in it, without its braces.
    var range: Range<Int>
  }

  var name: String
  var type: String
  var branches: [Branch] = []
  var end: Int
  /// A plain `{name}`, which needs no help.
  var isSimple: Bool

  /// `#` is the number in its branches.
  var hasNumber: Bool { type == "plural" || type == "selectordinal" }
}

/// Reads arguments of messages.
struct MessageArgumentReader {
  private let bytes: [UInt8]
  private let end: Int
  private let syntax: MessageSyntax
  private var position: Int

  private init(_ bytes: [UInt8], at start: Int, end: Int, syntax: MessageSyntax) {
    (self.bytes, self.end, self.syntax) = (bytes, end, syntax)
    position = start
  }

  /// The argument whose `{` stands at `start`; nil where the syntax is broken.
  static func read(_ bytes: [UInt8], at start: Int, end: Int, syntax: MessageSyntax) -> MessageArgument? {
    var reader = MessageArgumentReader(bytes, at: start + 1, end: end, syntax: syntax)
    return reader.argument()
  }

  private mutating func argument() -> MessageArgument? {
    let inside = position
    skipSpace()
    let name = word()
    guard !name.isEmpty else { return nil }
    skipSpace()
    if take("}") {
      return MessageArgument(
        name: name, type: "", end: position, isSimple: position - inside == name.utf8.count + 1)
    }
    guard take(",") else { return nil }
    skipSpace()
    let type = word()
    skipSpace()
    let isBranching = ["plural", "select", "selectordinal"].contains(type)
    if isBranching || type == "choice" {
      guard take(",") else { return nil }
      let branches = isBranching ? selectors() : choices()
      guard let branches, !branches.isEmpty else { return nil }
      return MessageArgument(name: name, type: type, branches: branches, end: position, isSimple: false)
    }
    // A format, whatever it says.
    guard let close = matching(from: position) else { return nil }
    position = close + 1
    return MessageArgument(name: name, type: type, end: position, isSimple: false)
  }

  private mutating func selectors() -> [MessageArgument.Branch]? {
    var branches: [MessageArgument.Branch] = []
    skipSpace()
    if has("offset:") {
      position += 7
      skipSpace()
      _ = word()
    }
    while true {
      skipSpace()
      if take("}") { return branches }
      let start = position
      _ = take("=")
      _ = word()
      let selector = String(decoding: bytes[start..<position], as: UTF8.self)
      skipSpace()
      guard !selector.isEmpty, take("{"), let close = matching(from: position) else { return nil }
      branches.append(.init(selector: selector, range: position..<close))
      position = close + 1
    }
  }

  /// `0#none|1#one file|1<{0} files`. With quotation it would be read twice, and is left alone.
  private mutating func choices() -> [MessageArgument.Branch]? {
    guard let close = matching(from: position), !bytes[position..<close].contains(UInt8(ascii: "'")) else {
      return nil
    }
    var branches: [MessageArgument.Branch] = []
    while position < close {
      let start = position
      while position < close, bytes[position] != UInt8(ascii: "#"), bytes[position] != UInt8(ascii: "<") {
        position += 1
      }
      guard position < close, position - start < 40 else { return nil }
      let selector = String(decoding: bytes[start...position], as: UTF8.self)
      position += 1
      let text = position
      var depth = 0
      while position < close, depth > 0 || bytes[position] != UInt8(ascii: "|") {
        if bytes[position] == UInt8(ascii: "{") { depth += 1 }
        if bytes[position] == UInt8(ascii: "}") { depth -= 1 }
        position += 1
      }
      branches.append(.init(selector: selector, range: text..<position))
      if position < close { position += 1 }
    }
    position = close + 1
    return branches
  }

  // MARK: - Bytes

  /// The `}` that closes what was opened before `start`.
  private func matching(from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "'"):
        index = Self.quotationEnd(bytes, at: index, end: end, syntax: syntax) ?? index + 1
        continue
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Behind a quotation, or behind the two apostrophes that are one; nil for an apostrophe that is just that.
  static func quotationEnd(_ bytes: [UInt8], at start: Int, end: Int, syntax: MessageSyntax) -> Int? {
    guard start + 1 < end else { return syntax == .java ? end : nil }
    if bytes[start + 1] == UInt8(ascii: "'") { return start + 2 }
    guard syntax == .java || "{}#|<".utf8.contains(bytes[start + 1]) else { return nil }
    var index = start + 1
    while index < end {
      if bytes[index] == UInt8(ascii: "'") {
        guard index + 1 < end, bytes[index + 1] == UInt8(ascii: "'") else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return end
  }

  private mutating func skipSpace() {
    while position < end, HTMLTokenizer.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func word() -> String {
    let start = position
    while position < end, !HTMLTokenizer.isSpace(bytes[position]), !"{},='#<|".utf8.contains(bytes[position])
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private func has(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    return position + count <= end
      && text.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + count]) }
  }
}
