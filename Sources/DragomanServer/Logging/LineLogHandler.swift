import Foundation
import Logging

/// One line to an entry, on standard error: JSON or text.
package struct LineLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  private let format: ServerConfiguration.LogFormat
  private let write: @Sendable (String) -> Void

  package init(
    level: Logger.Level, format: ServerConfiguration.LogFormat,
    write: @escaping @Sendable (String) -> Void = Self.toStandardError
  ) {
    (logLevel, self.format, self.write) = (level, format, write)
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues { String(describing: $0) }
    let time = Date().ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true))
    switch format {
    case .json: write(Self.json(time, event.level, "\(event.message)", values))
    case .text:
      let pairs = values.sorted { $0.key < $1.key }.map { "\($0)=\(Self.word($1))" }
      write(([time, "\(event.level)", Self.line("\(event.message)")] + pairs).joined(separator: " "))
    }
  }

  private static func json(
    _ time: String, _ level: Logger.Level, _ message: String, _ values: [String: String]
  ) -> String {
    var object = values
    (object["time"], object["level"], object["message"]) = (time, "\(level)", message)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// What comes from clients must not begin another line, or look like another value.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") }
    return isPlain && !text.isEmpty ? text : "\"" + line(text).replacing("\"", with: "'") + "\""
  }

  private static func line(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
  }

  @Sendable package static func toStandardError(_ line: String) {
    try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
  }
}

extension ServerConfiguration {
  /// Where the server writes what it does.
  package var logger: Logger {
    let level = Logger.Level(rawValue: logLevel.rawValue) ?? .info
    let format = logFormat
    return Logger(label: "dragoman") { _ in LineLogHandler(level: level, format: format) }
  }
}
