import Documents
import Dragoman
import Foundation

/// What a session's transcript can be taken home as.
public enum SessionExport: String, Sendable, CaseIterable {
  case srt, vtt, docx, tmx, json

  public var mediaType: String {
    switch self {
    case .srt: "application/x-subrip"
    case .vtt: "text/vtt; charset=utf-8"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .tmx: "application/xml"
    case .json: "application/json"
    }
  }
}

/// A session's segments in one language pair.
package struct SessionTranscript: Sendable {
  struct Line: Sendable, Codable {
    var segment: SegmentID
    var speaker: String?
    var start: Double?
    var end: Double?
    var language: LanguageTag?
    var source: String
    var translation: String
    var isFinal: Bool

    private enum CodingKeys: String, CodingKey {
      case speaker, source, translation
      case segment = "seg"
      case start = "t0"
      case end = "t1"
      case language = "lang"
      case isFinal = "final"
    }
  }

  /// Seconds that a line without a time has.
  private static let usualDuration = 3.0

  let target: LanguageTag
  let lines: [Line]

  init(target: LanguageTag, lines: [Line]) { (self.target, self.lines) = (target, lines) }

  /// - Parameter finals: of one target, in the order of their segments.
  package init(target: LanguageTag, finals: [ServerMessage.Final]) {
    self.target = target
    lines = finals.map {
      Line(
        segment: $0.segment, speaker: $0.speaker, start: $0.start, end: $0.end, language: $0.language,
        source: $0.source, translation: $0.text, isFinal: true)
    }
  }

  /// - Throws: ``DocumentError`` where it would be too large for an archive.
  package func written(as form: SessionExport) throws -> Data {
    switch form {
    case .srt: return Data(subtitles(head: "", comma: ",") { "\($0)\n" }.utf8)
    case .vtt: return Data(subtitles(head: "WEBVTT\n\n", comma: ".") { _ in "" }.utf8)
    case .docx: return try document.written(as: .docx)
    case .tmx: return try document.written(as: .tmx)
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(lines)
    }
  }

  private var document: BilingualDocument {
    let rows = lines.enumerated().map { index, line in
      BilingualRow(
        number: index + 1, id: line.segment.description, source: line.source, translation: line.translation,
        context: line.speaker)
    }
    return BilingualDocument(
      name: nil, from: lines.lazy.compactMap(\.language).first ?? target, to: target, rows: rows)
  }

  /// Both languages in each cue, the source first.
  private func subtitles(head: String, comma: String, number: (Int) -> String) -> String {
    var last = 0.0
    let cues = lines.enumerated().map { index, line in
      let start = max(line.start ?? last, 0)
      let end = max(line.end ?? start + Self.usualDuration, start + 0.001)
      last = end
      let speaker = line.speaker.map { "\($0): " } ?? ""
      let texts = [speaker + line.source, line.translation].map(Self.oneLine).joined(separator: "\n")
      return number(index + 1) + "\(Self.time(start, comma)) --> \(Self.time(end, comma))\n\(texts)\n"
    }
    return head + cues.joined(separator: "\n")
  }

  /// A cue ends at a blank line, and an arrow would be a time.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("-->", with: "→")
  }

  private static func time(_ seconds: Double, _ comma: String) -> String {
    let milliseconds = Int((min(seconds, 359_999) * 1000).rounded())
    let (whole, part) = (milliseconds / 1000, milliseconds % 1000)
    return String(format: "%02d:%02d:%02d\(comma)%03d", whole / 3600, whole / 60 % 60, whole % 60, part)
  }
}

extension LiveSession {
  /// The session's segments as they are now.
  func transcript(_ target: LanguageTag) throws(SessionFault) -> SessionTranscript {
    guard configuration?.targets.contains(target) == true else {
      throw SessionFault(code: "no_target", "the session does not translate to \(target.code)")
    }
    return SessionTranscript(
      target: target,
      lines: order.compactMap { id in
        guard let segment = segments[id], let rendering = segment.renderings[target.code] else { return nil }
        return SessionTranscript.Line(
          segment: id, speaker: segment.speaker, start: segment.start, end: segment.end,
          language: segment.language,
          source: segment.text, translation: rendering.text, isFinal: rendering.isFinal)
      })
  }
}

extension LiveSessions {
  /// Why a session cannot be exported.
  public enum ExportError: Error, Sendable, Equatable {
    /// There is no such session, or the token is another's.
    case noSession
    case noTarget(reason: String)
  }

  /// A session's transcript as a file.
  ///
  /// - Parameter target: nil where the session has only one.
  /// - Throws: ``ExportError``, `DocumentError`
  public func export(
    _ id: String, token: String, target: LanguageTag?, as form: SessionExport
  ) async throws -> Data {
    let session: LiveSession
    do { session = try await self.session(id, token: token) } catch { throw ExportError.noSession }
    let first = await session.configuration?.targets.first
    guard let target = target ?? first else {
      throw ExportError.noTarget(reason: "the session has no target language yet")
    }
    do {
      return try await session.transcript(target).written(as: form)
    } catch let fault as SessionFault {
      throw ExportError.noTarget(reason: fault.message)
    }
  }
}
