/// The formula of `Plural-Forms`: which form a number takes, as an expression of C over `n`.
struct PluralExpression: Sendable {
  private indirect enum Node: Sendable {
    case number(Int)
    case n
    case not(Node)
    case binary(String, Node, Node)
    case choice(Node, Node, Node)
  }

  /// Deeper than any grammar.
  private static let mostDepth = 48

  private let root: Node

  /// - Returns: nil for what is no such expression.
  init?(_ text: String) {
    guard text.utf8.count <= 2_000 else { return nil }
    var parser = Parser(Array(text.utf8))
    guard let root = parser.choice(depth: 0), parser.isAtEnd else { return nil }
    self.root = root
  }

  func form(of n: Int) -> Int { Self.value(root, n) }

  private static func value(_ node: Node, _ n: Int) -> Int {
    switch node {
    case .number(let number): return number
    case .n: return n
    case .not(let inner): return value(inner, n) == 0 ? 1 : 0
    case .choice(let condition, let yes, let no):
      return value(condition, n) != 0 ? value(yes, n) : value(no, n)
    case .binary(let sign, let left, let right):
      let a = value(left, n)
      // Not both sides, as in C.
      if sign == "&&" { return a != 0 && value(right, n) != 0 ? 1 : 0 }
      if sign == "||" { return a != 0 || value(right, n) != 0 ? 1 : 0 }
      return combined(sign, a, value(right, n))
    }
  }

  private static func combined(_ sign: String, _ a: Int, _ b: Int) -> Int {
    switch sign {
    case "==": a == b ? 1 : 0
    case "!=": a != b ? 1 : 0
    case "<=": a <= b ? 1 : 0
    case ">=": a >= b ? 1 : 0
    case "<": a < b ? 1 : 0
    case ">": a > b ? 1 : 0
    case "+": a &+ b
    case "-": a &- b
    case "*": a &* b
    case "/": b == 0 ? 0 : a.dividedReportingOverflow(by: b).partialValue
    default: b == 0 ? 0 : a.remainderReportingOverflow(dividingBy: b).partialValue
    }
  }

  private struct Parser {
    /// The weakest first.
    private static let levels = [
      ["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"],
    ]

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { bytes[position...].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A } }

    mutating func choice(depth: Int) -> Node? {
      guard depth < mostDepth, let condition = level(0, depth) else { return nil }
      guard take("?") else { return condition }
      guard let yes = choice(depth: depth + 1), take(":"), let no = choice(depth: depth + 1) else {
        return nil
      }
      return .choice(condition, yes, no)
    }

    private mutating func level(_ index: Int, _ depth: Int) -> Node? {
      guard index < Self.levels.count else { return operand(depth) }
      guard var left = level(index + 1, depth) else { return nil }
      var count = 0
      while let sign = Self.levels[index].first(where: { take($0) }) {
        count += 1
        guard count < mostDepth, let right = level(index + 1, depth) else { return nil }
        left = .binary(sign, left, right)
      }
      return left
    }

    private mutating func operand(_ depth: Int) -> Node? {
      guard depth < mostDepth else { return nil }
      if take("!") { return operand(depth + 1).map { .not($0) } }
      if take("(") {
        guard let inner = choice(depth: depth + 1), take(")") else { return nil }
        return inner
      }
      if take("n") { return .n }
      skipSpace()
      let start = position
      while position < bytes.count, bytes[position] &- 0x30 < 10, position - start < 9 { position += 1 }
      return Int(String(decoding: bytes[start..<position], as: UTF8.self)).map { .number($0) }
    }

    private mutating func take(_ sign: String) -> Bool {
      skipSpace()
      guard bytes[position...].starts(with: sign.utf8) else { return false }
      position += sign.utf8.count
      return true
    }

    private mutating func skipSpace() {
      while position < bytes.count,
        bytes[position] == 0x20 || bytes[position] == 0x09 || bytes[position] == 0x0A
      {
        position += 1
      }
    }
  }
}
