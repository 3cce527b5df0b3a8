/// What a program puts values in for, as `%s` and `{0}`: a translation must have each as it is, and those without a
/// number in their order.
struct FormatDirectives: Sendable {
  private enum Kind {
    /// `%d`, `%-5.2f`, `%1$s`, `%(name)s`.
    case percent(canNumber: Bool)
    /// `{0}`, `{name}`.
    case braces
    /// `%1`, `%n`, `%L2`.
    case qt
    /// `$name`, `${name}`.
    case shell
  }

  private struct Token: Equatable {
    var range: Range<Int>
    var text: String
  }

  private let kind: Kind

  /// - Parameter flags: as `c-format`. Returns nil where none says that there are directives.
  init?(flags: [String]) {
    for flag in flags {
      switch flag {
      case "c-format", "objc-format", "php-format", "java-printf-format", "gcc-internal-format",
        "gfc-internal-format", "ruby-format", "perl-format", "tcl-format":
        kind = .percent(canNumber: true)
      case "python-format", "lua-format", "awk-format", "javascript-format", "object-pascal-format",
        "go-format":
        kind = .percent(canNumber: false)
      case "python-brace-format", "csharp-format", "java-format", "perl-brace-format", "rust-format",
        "c++-format":
        kind = .braces
      case "qt-format", "qt-plural-format", "kde-format", "kde-kuit-format": kind = .qt
      case "sh-format": kind = .shell
      default: continue
      }
      return
    }
    return nil
  }

  private init(_ kind: Kind) { self.kind = kind }

  /// Whether two texts take the same values, whatever their flags say.
  static func agree(_ one: String, _ other: String) -> Bool {
    [Kind.percent(canNumber: false), .braces].allSatisfy { kind in
      let directives = FormatDirectives(kind)
      return directives.tokens(one).map(\.text).sorted() == directives.tokens(other).map(\.text).sorted()
    }
  }

  /// The translation as a program can use it: directives that changed places get numbers.
  /// - Returns: nil where it can use none.
  func checked(_ translation: String, of source: String) -> String? {
    let (old, new) = (tokens(source), tokens(translation))
    guard old.map(\.text).sorted() == new.map(\.text).sorted() else { return nil }
    guard case .percent(let canNumber) = kind else { return translation }
    let (before, after) = (old.filter { takesNext($0.text) }, new.filter { takesNext($0.text) })
    guard before.map(\.text) != after.map(\.text) else { return translation }
    // Numbers do not mix with others, nor with widths that are values.
    guard canNumber, before.count == old.count(where: { $0.text != "%%" }),
      !before.contains(where: { $0.text.contains("*") })
    else { return nil }
    // The last first.
    var free: [String: [Int]] = [:]
    for (index, token) in before.enumerated().reversed() { free[token.text, default: []].append(index + 1) }
    var edits: [SourceEdits.Edit] = []
    for token in after {
      guard let number = free[token.text]?.popLast() else { return nil }
      edits.append(
        SourceEdits.Edit(range: token.range, bytes: Array("%\(number)$\(token.text.dropFirst())".utf8)))
    }
    let bytes = Array(translation.utf8)
    return String(decoding: SourceEdits(bytes, edits).bytes(in: 0..<bytes.count), as: UTF8.self)
  }

  /// Whether a directive stands for the next value, and not for one that it names.
  private func takesNext(_ text: String) -> Bool {
    text != "%%" && !text.contains("$") && !text.contains("(")
  }

  // MARK: - Scanning

  private func tokens(_ text: String) -> [Token] {
    let bytes = Array(text.utf8)
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      let end: Int? =
        switch kind {
        case .percent: bytes[index] == UInt8(ascii: "%") ? percentEnd(bytes, index) : nil
        case .braces: bytes[index] == UInt8(ascii: "{") ? braceEnd(bytes, index) : nil
        case .qt: bytes[index] == UInt8(ascii: "%") ? qtEnd(bytes, index) : nil
        case .shell: bytes[index] == UInt8(ascii: "$") ? shellEnd(bytes, index) : nil
        }
      if let end {
        tokens.append(Token(range: index..<end, text: String(decoding: bytes[index..<end], as: UTF8.self)))
      }
      index = end ?? index + 1
    }
    return tokens
  }

  private func percentEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    func skip(_ allowed: String) {
      while index < bytes.count, index - start < 60, allowed.utf8.contains(bytes[index]) { index += 1 }
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
      guard let close = bytes[index...].prefix(80).firstIndex(of: UInt8(ascii: ")")) else { return nil }
      index = close + 1
    }
    skip("0123456789$-+ #'I*.")
    skip("hlLqjzt")
    guard index < bytes.count else { return nil }
    if bytes[index] == UInt8(ascii: "<") {
      // `%<PRId64>`
      return bytes[index...].prefix(20).firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
    }
    return "diouxXeEfFgGaAcsCSpnmrBbT@%v".utf8.contains(bytes[index]) ? index + 1 : nil
  }

  private func braceEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "{") { return start + 2 }
    return bytes[start...].prefix(200).firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
  }

  private func qtEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "L") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "n") { return index + 1 }
    let digits = index
    while index < bytes.count, index - digits < 2, bytes[index] &- 0x30 < 10 { index += 1 }
    return index > digits ? index : nil
  }

  private func shellEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "{") { return braceEnd(bytes, index) }
    while index < bytes.count,
      bytes[index] | 0x20 &- 0x61 < 26 || bytes[index] == 0x5F || bytes[index] &- 0x30 < 10
    {
      index += 1
    }
    return index > start + 1 ? index : nil
  }
}
