import Foundation

/// One line of progress on standard error: redrawn on a terminal, elsewhere silent.
final class ProgressBar: @unchecked Sendable {
  // The lock guards everything below it: hence `@unchecked Sendable`.
  private let lock = NSLock()
  private let isVisible: Bool
  private var lastDrawn = Date.distantPast
  private var lastLabel = ""
  private var hasLine = false

  init(isVisible: Bool = Terminal.showsProgress) {
    self.isVisible = isVisible
  }

  /// - Parameters:
  ///   - detail: stands behind the bar, such as `12.8 MB of 74.5 MB`.
  ///   - fraction: 0 to 1; nil when the end is not known.
  func update(label: String, fraction: Double?, detail: String = "") {
    guard isVisible else { return }
    lock.withLock {
      let now = Date()
      let isLast = (fraction ?? 0) >= 1
      guard label != lastLabel || isLast || now.timeIntervalSince(lastDrawn) > 0.1 else { return }
      lastDrawn = now
      lastLabel = label
      hasLine = true
      let line = Self.line(label: label, fraction: fraction, detail: detail, width: Terminal.width)
      Terminal.draw("\r\u{1B}[2K\(line)")
    }
  }

  /// Wipes the line.
  func finish() {
    lock.withLock {
      guard hasLine else { return }
      hasLine = false
      Terminal.draw("\r\u{1B}[2K")
    }
  }

  static func line(label: String, fraction: Double?, detail: String, width: Int) -> String {
    guard let fraction, fraction.isFinite else {
      return String("\(label) … \(detail)".prefix(max(width - 1, 0)))
    }
    let share = min(max(fraction, 0), 1)
    let percent = String(format: "%3d%%", Int(share * 100))
    let room = width - label.count - percent.count - detail.count - 6
    guard room >= 10 else {
      return String("\(label) \(percent) \(detail)".prefix(max(width - 1, 0)))
    }
    let cells = min(room, 40)
    let done = Int(Double(cells) * share)
    let bar = String(repeating: "█", count: done) + String(repeating: "░", count: cells - done)
    return "\(label) \(bar) \(percent) \(detail)"
  }
}
