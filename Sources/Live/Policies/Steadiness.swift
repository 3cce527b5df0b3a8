import Dragoman

/// What makes the display of a growing sentence steady, and what that may cost in lag and quality; each was measured
/// (`Sources/README.md`).
struct Steadiness: Sendable {
  /// How much likelier, in log-probability, another word must be than the one that the last update had: near ties would
  /// go this way and that with every word of the source.
  var margin: Float = 0
  /// Words at the end of what updates agree on that are held back: they change most.
  var heldBack = 0
  /// The final begins with all that was shown, and not only with what was to stay.
  var finalsKeepWhatIsShown = false

  init(_ stability: Stability, from source: LanguageTag) {
    switch stability {
    case .append, .sentence: break
    case .fast: margin = 0.7
    // Where a sentence is built another way round, most of what is not held fast changes once more.
    case .balanced where !source.isSpaced: (margin, finalsKeepWhatIsShown) = (0.7, true)
    case .balanced: (margin, heldBack) = (0.1, 1)
    }
  }
}
