import Dragoman

/// How a PO file lays out its strings.
struct POStyle: Sendable {
  /// What gettext's own tools have.
  private static let usualWidth = 79

  let lineEnd: [UInt8]
  /// Columns of a line; nil where long strings stay in one.
  let width: Int?

  init(_ bytes: [UInt8], _ entries: [POEntry]) {
    let line = bytes.firstIndex(of: 0x0A)
    lineEnd = line.map { $0 > 0 && bytes[$0 - 1] == 0x0D } == true ? [0x0D, 0x0A] : [0x0A]
    var wrapped = 0
    var longest = 0
    for entry in entries {
      for field in [entry.id, entry.plural].compactMap(\.self) + entry.translations.map(\.field) {
        var widest = 0
        var isWrapped = false
        for literal in field.literals {
          widest = max(
            widest, Self.columns(String(decoding: bytes[literal], as: UTF8.self).unicodeScalars) + 2)
          isWrapped =
            isWrapped
            || (literal != field.literals.last && !literal.isEmpty
              && !bytes[literal].suffix(2).elementsEqual("\\n".utf8))
        }
        longest = max(longest, widest)
        if isWrapped { wrapped = max(wrapped, widest) }
      }
    }
    width = wrapped > 0 ? max(wrapped, 20) : longest > Self.usualWidth + 1 ? nil : Self.usualWidth
  }

  /// A keyword with a text, without a line end behind it.
  /// - Parameter isOneLine: lines of the text are not lines of the file, as in the source's string.
  func field(_ lead: String, _ text: String, isOneLine: Bool) -> [UInt8] {
    var lines = isOneLine ? [text.unicodeScalars.map(POString.escaped)] : Self.split(text)
    if !isOneLine, let width {
      let isShort = lines.count < 2 && Self.columns(lines.first ?? []) + lead.utf8.count + 2 <= width
      if !isShort { lines = lines.flatMap { Self.wrapped($0, width: max(width - 2, 10)) } }
      if !isShort || lines.count > 1 { lines.insert([], at: 0) }
    } else if lines.count > 1 {
      lines.insert([], at: 0)
    }
    if lines.isEmpty { lines = [[]] }
    var result = Array(lead.utf8)
    for (number, line) in lines.enumerated() {
      if number > 0 { result += lineEnd }
      result += Array("\"\(line.joined())\"".utf8)
    }
    return result
  }

  /// The lines of a text, each with its line end.
  private static func split(_ text: String) -> [[String]] {
    var lines: [[String]] = [[]]
    for scalar in text.unicodeScalars {
      lines[lines.count - 1].append(POString.escaped(scalar))
      if scalar == "\n" { lines.append([]) }
    }
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A line in pieces that fit, broken behind spaces and between wide characters.
  private static func wrapped(_ line: [String], width: Int) -> [[String]] {
    var result: [[String]] = []
    var start = 0
    var columns = 0
    var place: Int?
    var index = 0
    while index < line.count {
      let own = Self.columns([line[index]])
      // A line end does not stand by itself.
      let isEnd = line[index] == "\\n"
      if columns + own > width, !isEnd, let cut = place, cut > start {
        result.append(Array(line[start..<cut]))
        (start, index, columns, place) = (cut, cut, 0, nil)
        continue
      }
      columns += own
      index += 1
      if line[index - 1] == " " {
        place = index
      } else if index < line.count, isWide(line[index - 1]), isWide(line[index]), mayBegin(line[index]) {
        place = index
      }
    }
    if start < line.count { result.append(Array(line[start...])) }
    return result
  }

  private static func isWide(_ piece: String) -> Bool { piece.unicodeScalars.first?.isWide ?? false }

  private static func mayBegin(_ piece: String) -> Bool { !"。，、；：？！）】》」』”’".contains(piece) }

  private static func columns(_ pieces: [String]) -> Int {
    pieces.reduce(0) { $0 + columns($1.unicodeScalars) }
  }

  private static func columns(_ scalars: String.UnicodeScalarView) -> Int {
    scalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }
}
