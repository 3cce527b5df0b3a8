/// How a text in one kind of a language gets to where another kind is expected: as it is, or converted.
struct LanguageBridge: Sendable {
  /// Conversions of the text's script.
  let conversions: [RouteStep]
  /// How far the one lies from the other after that, as `LanguageMatcher` counts.
  let distance: Int
  /// Whether the text's script was not said: each sentence is converted only if it needs it.
  let isConditional: Bool

  /// nil where no text in `text` serves where `wanted` is expected.
  init?(from text: LanguageTag, to wanted: LanguageTag) {
    guard let form = ChineseForm(text), let target = ChineseForm(wanted) else {
      guard let distance = LanguageMatcher.distance(from: text, to: wanted) else { return nil }
      (conversions, self.distance, isConditional) = ([], distance, false)
      return
    }
    isConditional = text.script == nil
    var steps: [RouteStep] = []
    // Text of no said script may be Traditional.
    let path =
      isConditional && target == .simplified
      ? [.traditionalToSimplified] : ScriptConversion.path(from: form, to: target)
    for conversion in path { steps.append(RouteStep(conversion, from: steps.last?.to ?? text)) }
    conversions = steps
    distance =
      isConditional ? (target == .simplified ? 0 : 2) : steps.count + (text.script == wanted.script ? 0 : 1)
  }
}
