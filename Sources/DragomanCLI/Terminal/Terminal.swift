import Foundation

/// Standard output and standard error.
enum Terminal {
  /// Whether standard error is a terminal, where progress may be drawn.
  static var showsProgress: Bool {
    isatty(STDERR_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Columns of the terminal on standard error; 80 when unknown.
  static var width: Int { size(of: STDERR_FILENO).columns }

  /// A terminal's columns and rows; 80 and 24 when unknown.
  static func size(of descriptor: Int32) -> (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether standard output is a terminal that can be drawn on.
  static var drawsOutput: Bool {
    isatty(STDOUT_FILENO) != 0 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Writes a line to standard error; where that fails there is nobody to tell.
  static func note(_ text: String) {
    draw(text + "\n")
  }

  /// Writes to standard error as it is.
  static func draw(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Writes a line to standard output; ends the process when that fails.
  static func show(_ text: String) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    } catch {
      note("dragoman: cannot write to standard output")
      note("  next: check the disk, or where the output goes")
      exit(ExitStatus.inputOutput.rawValue)
    }
  }

  /// Writes to standard output just as it is.
  /// - Throws: `InputError.unwritable` when the reader has gone away or the disk is full.
  static func write(_ text: String) throws {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw InputError.unwritable("standard output", reason: error.localizedDescription)
    }
  }

  /// Writes `value` to standard output as JSON, keys sorted.
  static func show(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    show(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// `text` without control characters: names from files cannot steer the terminal.
  static func plain(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
  }

  /// A size for people, in decimal units: `84.9 MB`.
  static func size(_ bytes: Int64) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    if bytes < 1000 { return "\(bytes) B" }
    var value = Double(bytes) / 1000
    var unit = 0
    while value >= 999.95 && unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return String(format: "%.1f %@", value, units[unit] as NSString)
  }

  /// Columns side by side, each as wide as its widest cell.
  static func table(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
