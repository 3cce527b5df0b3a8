import Foundation
import Live

/// Bytes as they come to messages of a live session: JSON lines as they are, of other text each line a segment.
///
/// A text line that has no end yet is one that is being spoken; a carriage return begins it anew, as recognisers do on
/// a terminal.
package struct LiveFeed: Sendable {
  package enum Item: Sendable, Equatable {
    case message(ClientMessage)
    /// A line that makes no sense, counted from 1, and why.
    case complaint(line: Int, reason: String)
  }

  private enum Kind { case text, messages }

  private var kind: Kind?
  private var splitter: LineSplitter
  private var lines = 0
  private var segment = 1
  private var revision = 0
  private var spoken = ""

  /// - Parameter limit: bytes of a line.
  package init(limit: Int) { splitter = LineSplitter(limit: limit) }

  /// - Parameter showsUnfinished: whether what has come of a line counts before its end.
  package mutating func take(_ bytes: some Collection<UInt8>, showsUnfinished: Bool) -> [Item] {
    if kind == nil, let first = bytes.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) {
      kind = first == UInt8(ascii: "{") ? .messages : .text
    }
    splitter.append(bytes)
    var items: [Item] = []
    while let line = splitter.next() { items += item(line) }
    if showsUnfinished, kind == .text, let text = Self.unfinished(splitter.rest), text != spoken {
      items.append(spoke(text, isFinal: false))
    }
    return items
  }

  /// What is left where nothing more comes.
  package mutating func end() -> [Item] { splitter.last().map { item($0) } ?? [] }

  private mutating func item(_ line: LineSplitter.Line) -> [Item] {
    lines += 1
    switch (line, kind) {
    case (.tooLong(let count), _):
      return [.complaint(line: lines, reason: "\(count) bytes are too long for a line")]
    case (.line(let bytes), .messages):
      do {
        return [.message(try Self.message(bytes))]
      } catch {
        return [.complaint(line: lines, reason: String(describing: error))]
      }
    case (.line(let bytes), _):
      let text = Self.text(bytes)
      return text.isEmpty ? [] : [spoke(text, isFinal: true)]
    }
  }

  private mutating func spoke(_ text: String, isFinal: Bool) -> Item {
    revision += 1
    spoken = text
    let message = ClientMessage.source(
      .init(segment: .number(segment), revision: revision, text: text, isFinal: isFinal))
    if isFinal { (segment, revision, spoken) = (segment + 1, 0, "") }
    return .message(message)
  }

  /// A message; an object without a type is a segment's text.
  private static func message(_ line: [UInt8]) throws -> ClientMessage {
    do {
      return try ClientMessage(line: line)
    } catch let fault where fault.field == "type" {
      guard let revision = try? JSONDecoder().decode(ClientMessage.SourceRevision.self, from: Data(line))
      else {
        throw fault
      }
      return .source(revision)
    }
  }

  /// Behind the last carriage return, without what a file begins with.
  private static func text(_ bytes: some Collection<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let last = text.unicodeScalars.split(separator: "\r").last.map { String($0) } ?? ""
    return last.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
  }

  /// nil where nothing of a line has come; a character that has come in part does not count.
  private static func unfinished(_ bytes: [UInt8]) -> String? {
    guard !bytes.isEmpty else { return nil }
    var whole = bytes[...]
    // The bytes of a character behind its first are 10xxxxxx.
    if let start = whole.lastIndex(where: { $0 & 0xC0 != 0x80 }), whole[start] >= 0xC0 {
      let length = whole[start] >= 0xF0 ? 4 : whole[start] >= 0xE0 ? 3 : 2
      if whole.endIndex - start < length { whole = whole[..<start] }
    }
    let text = text(whole)
    return text.isEmpty ? nil : text
  }
}
