/// Reads a value's text as pieces: characters, tags, placeholders, and the messages in the branches of messages.
struct ValueTokenReader {
  struct Message {
    var tokens: [ValueToken]
    var depth: Int
    var label: String
  }

  /// Branches inside each other; deeper messages are left alone.
  private static let deepest = 12
  /// What of an argument's name and of a selector stands in labels.
  private static let longestName = 40

  private let bytes: [UInt8]
  private let syntax: MessageSyntax
  private var markup: ValueMarkup
  private var found: [Message] = []
  private var isBroken = false
  private(set) var shape: [String] = []
  private(set) var hasReferences = false

  init(_ bytes: [UInt8], syntax: MessageSyntax) {
    (self.bytes, self.syntax) = (bytes, syntax)
    markup = ValueMarkup(bytes)
  }

  /// The value's own message first, and each before those in its branches; nil where its syntax is broken.
  mutating func messages() -> [Message]? {
    read(0..<bytes.count, depth: 0, label: "", inPlural: false)
    return isBroken ? nil : found
  }

  private mutating func read(_ range: Range<Int>, depth: Int, label: String, inPlural: Bool) {
    guard depth <= Self.deepest else {
      isBroken = true
      return
    }
    let place = found.count
    found.append(Message(tokens: [], depth: depth, label: label))
    var tokens: [ValueToken] = []
    var position = range.lowerBound
    func add(_ kind: ValueToken.Kind, to end: Int) {
      tokens.append(ValueToken(kind: kind, range: position..<end))
      position = end
    }
    while position < range.upperBound, !isBroken {
      switch bytes[position] {
      case UInt8(ascii: "{") where syntax != .none:
        guard
          let argument = MessageArgumentReader.read(
            bytes, at: position, end: range.upperBound, syntax: syntax)
        else {
          isBroken = true
          return
        }
        shape.append("\(depth):\(argument.name),\(argument.type),\(argument.branches.map(\.selector))")
        for branch in argument.branches {
          let name = "\(argument.name.prefix(Self.longestName)).\(branch.selector.prefix(Self.longestName))"
          read(
            branch.range, depth: depth + 1, label: label + "{\(name)}",
            inPlural: argument.hasNumber || (inPlural && argument.type == "select"))
        }
        if argument.isSimple {
          while position < argument.end {
            add(scalar(at: position, range.upperBound), to: next(range.upperBound))
          }
        } else {
          add(.literal("{\(argument.name)}"), to: argument.end)
        }
      case UInt8(ascii: "}") where syntax != .none:
        isBroken = true
      case UInt8(ascii: "'") where syntax != .none:
        guard
          let end = MessageArgumentReader.quotationEnd(
            bytes, at: position, end: range.upperBound, syntax: syntax)
        else {
          add(.scalar("'"), to: position + 1)
          continue
        }
        if end == position + 2, bytes[position + 1] == UInt8(ascii: "'") {
          add(.scalar("'"), to: end)
        } else {
          add(.literal(String(decoding: bytes[position..<end], as: UTF8.self)), to: end)
        }
      case UInt8(ascii: "#") where inPlural: add(.literal("#"), to: position + 1)
      case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "@"), UInt8(ascii: "#"):
        if let end = ValuePlaceholders.end(bytes, at: position, end: range.upperBound) {
          add(.literal(String(decoding: bytes[position..<end], as: UTF8.self)), to: end)
        } else {
          add(.scalar(Unicode.Scalar(bytes[position])), to: position + 1)
        }
      case UInt8(ascii: "&"):
        if let reference = CharacterReference.read(bytes, at: position, end: range.upperBound) {
          hasReferences = true
          add(.scalar(reference.scalar), to: reference.end)
        } else {
          add(.scalar("&"), to: position + 1)
        }
      case UInt8(ascii: "<"):
        guard let tag = markup.tag(at: position, end: range.upperBound) else {
          add(.scalar("<"), to: position + 1)
          continue
        }
        tokens.append(element(tag, at: &position, end: range.upperBound))
      default: add(scalar(at: position, range.upperBound), to: next(range.upperBound))
      }
    }
    func scalar(at place: Int, _ end: Int) -> ValueToken.Kind {
      let last = min(place + UTF8Width.width(of: bytes[place]), end)
      return .scalar(UTF8Width.scalar(bytes[place..<last]) ?? "\u{FFFD}")
    }
    func next(_ end: Int) -> Int { min(position + UTF8Width.width(of: bytes[position]), end) }
    found[place].tokens = tokens
  }

  private mutating func element(_ tag: ValueMarkup.Tag, at position: inout Int, end: Int) -> ValueToken {
    let start = position
    position = tag.end
    func token(_ kind: ValueToken.Kind) -> ValueToken { ValueToken(kind: kind, range: start..<position) }
    let name = tag.name.lowercased()
    if name == "br" { return token(.lineBreak) }
    if ValueMarkup.isBlock(name) { return token(.boundary) }
    if tag.isClosing { return token(.closing(name)) }
    if tag.isSelfClosing || HTMLElements.void.contains(name) && markup.elementEnd(tag, end: end) == nil {
      return token(.standalone)
    }
    if HTMLElements.untranslated.contains(name), let element = markup.elementEnd(tag, end: end) {
      let content = String(decoding: bytes[tag.end..<element.content], as: UTF8.self)
      position = element.end
      return token(content.contains("<") || content.contains("&") ? .standalone : .literal(content))
    }
    return token(.opening(name))
  }
}
