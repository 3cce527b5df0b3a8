import DragomanClient
import Foundation
import Live
import Synchronization

/// Finished translations, a line each: what a pipe wants.
final class LiveLines: LiveView {
  private let targets: [String]

  /// - Parameter targets: of several, each line begins with its own.
  init(targets: [String]) { self.targets = targets }

  func show(finished: [LiveBook.Entry], open: [LiveBook.Entry]) throws {
    for entry in finished {
      let speaker = entry.speaker.map { "\($0): " } ?? ""
      for (target, rendering) in zip(targets, entry.renderings) {
        let text = rendering.stable.split(whereSeparator: \.isNewline).joined(separator: " ")
        try Terminal.write((targets.count > 1 ? "\(target)\t" : "") + "\(speaker)\(text)\n")
      }
    }
  }
}

/// All that the session says, as JSON lines.
final class LiveMessages: LiveView {
  func heard(_ message: ServerMessage) throws {
    try Terminal.write(String(decoding: message.line, as: UTF8.self) + "\n")
  }
}

/// Source and translations side by side on a terminal: what is finished goes up, what may change is drawn anew below.
final class LiveScreen: LiveView {
  /// Lines that are on the screen and may be drawn over.
  private let drawn = Mutex(0)

  func show(finished: [LiveBook.Entry], open: [LiveBook.Entry]) throws {
    let size = Terminal.size(of: STDOUT_FILENO)
    let count = (finished.first ?? open.first).map { $0.renderings.count + 1 } ?? 2
    let columns = TextColumns(count, total: size.columns)
    let above = finished.flatMap { Self.lines(of: $0, columns) }
    // What does not fit could not be drawn over.
    let below = open.flatMap { Self.lines(of: $0, columns) }.suffix(max(1, size.rows - 2))
    try Terminal.write(wiped(then: below.count) + (above + below).map { $0 + "\n" }.joined())
  }

  func note(_ text: String) {
    Terminal.draw(wiped(then: 0))
    Terminal.note("dragoman: \(Terminal.plain(text))")
  }

  /// Goes back over what may be drawn over.
  private func wiped(then lines: Int) -> String {
    drawn.withLock { drawn in
      defer { drawn = lines }
      return drawn > 0 ? "\u{1B}[\(drawn)F\u{1B}[J" : ""
    }
  }

  static func lines(of entry: LiveBook.Entry, _ columns: TextColumns) -> [String] {
    let speaker = entry.speaker.map { "\($0): " } ?? ""
    let source = TextColumns.Run(text: speaker + entry.source, isDim: !entry.isSourceFinal)
    let cells = entry.renderings.map { rendering in
      [TextColumns.Run(text: rendering.stable), TextColumns.Run(text: rendering.tail, isDim: true)]
    }
    return columns.lines([[source]] + cells, styled: true)
  }
}
