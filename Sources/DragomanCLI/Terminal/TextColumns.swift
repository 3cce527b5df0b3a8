import Dragoman
import Foundation

/// Text in columns of a terminal, where ideographs are two wide.
struct TextColumns {
  /// A text and how it is shown.
  struct Run: Equatable {
    var text: String
    var isDim = false
  }

  private static let gap = " │ "

  /// Of each column, without the gaps.
  let width: Int
  let count: Int

  /// - Parameter total: columns of the terminal.
  init(_ count: Int, total: Int) {
    self.count = count
    width = max(8, (total - Self.gap.count * (count - 1)) / max(count, 1))
  }

  /// The lines of a row, each column wrapped for itself.
  func lines(_ cells: [[Run]], styled: Bool) -> [String] {
    let columns = cells.map { wrapped($0) }
    return (0..<(columns.map(\.count).max() ?? 0)).map { line in
      var text = ""
      for (index, column) in columns.enumerated() {
        let pieces = line < column.count ? column[line] : []
        text += pieces.map { styled && $0.isDim ? "\u{1B}[2m\($0.text)\u{1B}[22m" : $0.text }.joined()
        guard index < columns.count - 1 else { break }
        let used = pieces.reduce(0) { $0 + Self.width(of: $1.text) }
        text += String(repeating: " ", count: max(0, width - used)) + Self.gap
      }
      return text
    }
  }

  /// The lines of one cell.
  private func wrapped(_ runs: [Run]) -> [[Run]] {
    var lines: [[Run]] = [[]]
    var used = 0
    func add(_ text: some StringProtocol, _ isDim: Bool) {
      if let last = lines[lines.count - 1].last, last.isDim == isDim {
        lines[lines.count - 1][lines[lines.count - 1].count - 1].text += text
      } else {
        lines[lines.count - 1].append(Run(text: String(text), isDim: isDim))
      }
      used += Self.width(of: text)
    }
    func breakLine() {
      lines.append([])
      used = 0
    }
    for run in runs {
      for unit in Self.units(of: Terminal.plain(run.text)) {
        if used > 0, used + Self.width(of: unit.drop { $0 == " " }) + (unit.first == " " ? 1 : 0) > width {
          breakLine()
        }
        var rest = used == 0 ? unit.drop { $0 == " " } : unit
        // A word that is wider than the column.
        while Self.width(of: rest) > width {
          let end = rest.indices.first { Self.width(of: rest[...$0]) > width } ?? rest.endIndex
          // A character that alone is too wide stands all the same.
          let piece = end > rest.startIndex ? rest[..<end] : rest.prefix(1)
          add(piece, run.isDim)
          rest = rest[piece.endIndex...]
          breakLine()
        }
        if !rest.isEmpty { add(rest, run.isDim) }
      }
    }
    return lines
  }

  /// What is not torn apart: words with the space before them, ideographs with the marks behind them.
  private static func units(of text: String) -> [Substring] {
    var units: [Substring] = []
    var start = text.startIndex
    for index in text.indices.dropFirst() {
      let (character, before) = (text[index], text[text.index(before: index)])
      let isBreak =
        character == " " && before != " " || character.isIdeograph
        || before.isIdeograph && !character.isClosing && character != " "
      guard isBreak else { continue }
      units.append(text[start..<index])
      start = index
    }
    if start < text.endIndex { units.append(text[start...]) }
    return units
  }

  /// Columns of the terminal that a text takes.
  static func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: width
      default: width + (scalar.isWide || scalar.isHangul || scalar.properties.isEmojiPresentation ? 2 : 1)
      }
    }
  }
}

extension Character {
  fileprivate var isIdeograph: Bool { unicodeScalars.first?.isIdeographic ?? false }
  fileprivate var isClosing: Bool { "。，、；：？！）】》」』”’.,;:?!)%".contains(self) }
}
