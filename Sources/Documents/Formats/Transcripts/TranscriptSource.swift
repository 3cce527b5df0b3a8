import Dragoman
import Foundation

/// A transcript as its format has read it.
struct TranscriptSource: Sendable {
  var format: String
  var bytes: [UInt8]
  var cues: [Cue]
  var style: TranscriptStyle
  var declaredLanguage: LanguageTag?
  /// What else of the source changes with its language and texts.
  var edits: @Sendable (TranscriptTexts) -> [SourceEdits.Edit] = { _ in [] }
}

/// The texts of a translated transcript's cues.
struct TranscriptTexts: Sendable {
  /// By cue; nil for those that are as they were.
  var texts: [String?]
  var target: LanguageTag
}
