/// What one model made of one sentence.
struct StepTranslation: Sendable {
  struct Alternative: Sendable {
    var passage: Passage
    var score: Double
  }

  var passage: Passage
  var alternatives: [Alternative] = []
  /// Log-probability by token; 0 where nothing was decoded.
  var score = 0.0
  var finish = SentenceFinish.copied
  /// Of what the step read and wrote; nil unless asked for.
  var alignment: Alignment?
  /// What the search and the setting of spans tell; the text is compared with its source by whoever knows it.
  var notes: [TranslationWarning] = []
  /// The search came back empty.
  var hasFailed = false
}
