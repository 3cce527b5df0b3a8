/// Compares a translation with its source, without any model: spans, numbers, script, repetition, length.
///
/// It warns of what is likely wrong and is built to keep quiet otherwise; it does not judge meaning, and a
/// lost negation passes.
public struct FidelityCheck: Sendable {
  public let sourceLanguage: String
  public let targetLanguage: String
  public var repetitionDetector = RepetitionDetector()

  /// Language codes such as `zh`, `zh-Hant`, `en`.
  public init(from sourceLanguage: String, to targetLanguage: String) {
    self.sourceLanguage = sourceLanguage
    self.targetLanguage = targetLanguage
  }

  /// What is suspicious about `translation`, in the order of the cases of `FidelityWarning`.
  ///
  /// - Parameters:
  ///   - source: A sentence or paragraph.
  ///   - translation: Its translation, spans restored.
  ///   - spans: The protected spans of `source`.
  public func warnings(source: String, translation: String, spans: [ProtectedSpan] = []) -> [FidelityWarning]
  {
    let placed = SpanCount(of: spans, in: translation)
    let sourceText = UnprotectedText(source, excluding: spans.map(\.range))
    let targetText = UnprotectedText(translation, excluding: placed.ranges)
    return placed.warnings
      + numberWarnings(source: sourceText, target: targetText)
      + scriptWarnings(source: sourceText, target: targetText)
      + repetitionWarnings(source: sourceText, target: targetText)
      + lengthWarnings(source: sourceText, target: targetText)
  }

  // MARK: - Numbers

  private func numberWarnings(source: UnprotectedText, target: UnprotectedText) -> [FidelityWarning] {
    let given = NumberScanner(source, language: sourceLanguage).mentions()
    let found = NumberScanner(target, language: targetLanguage).mentions()
    let givenValues = NumberValues(given.flatMap(\.readings))
    let foundValues = NumberValues(found.flatMap(\.readings))
    // Words for small numbers are known in Chinese and English only.
    let knowsWords =
      [.han, .kana].contains(Script.scripts(ofLanguage: targetLanguage).first ?? .other)
      || targetLanguage.lowercased().hasPrefix("en")
    let missing = given.filter { mention in
      mention.isRequired && (knowsWords || mention.isFigure && mention.value > 12)
        && !mention.readings.contains(where: foundValues.contains)
    }
    let unexpected = found.filter { mention in
      mention.isFigure && mention.isRequired && !mention.readings.contains(where: givenValues.contains)
    }
    return missing.map { .numberMissing(value: $0.value, range: $0.range) }
      + unexpected.map { .numberUnexpected(value: $0.value, range: $0.range) }
  }

  // MARK: - Script

  private func scriptWarnings(source: UnprotectedText, target: UnprotectedText) -> [FidelityWarning] {
    let sourceScripts = Script.scripts(ofLanguage: sourceLanguage)
    let targetScripts = Script.scripts(ofLanguage: targetLanguage)
    let isSame = source.folded == target.folded && !source.folded.isEmpty
    let foreign = sourceScripts.filter { !targetScripts.contains($0) }
    if foreign.isEmpty {
      // Names and single words may well be the same in two languages of one script.
      let words = source.folded.split(separator: " ").count
      let ideographs = source.scalars.count { Script.isIdeographic($0) }
      let isOther = sourceLanguage.prefix(2).lowercased() != targetLanguage.prefix(2).lowercased()
      return isSame && isOther && (words >= 4 || ideographs >= 6) ? [.untranslated] : []
    }
    let left = target.runs { scalar in Script(of: scalar).map(foreign.contains) ?? false }
    let count = left.reduce(0) { $0 + $1.count }
    let letters = target.scalars.count { Script(of: $0) != nil }
    let share = Double(count) / Double(max(1, letters))
    let found = FidelityWarning.sourceScriptLeft(ranges: left.map(\.bytes), share: share)
    guard foreign == [.latin] else {
      // One letter may be quoted: a Greek symbol, a character that is spoken about.
      return count < 2 ? [] : isSame ? [.untranslated] : [found]
    }
    // A Latin name may stand in a text of any script; its words have capitals.
    let common = target.words(where: { Script(of: $0) == .latin || $0 == "-" }).filter {
      $0.count > 1 && $0.first?.isLowercaseLetter == true
    }
    if isSame, count >= 24 || common.count >= 2 { return [.untranslated] }
    guard count >= 24 else { return [] }
    let said = max(1, target.weight)
    let commonLetters = Double(common.reduce(0) { $0 + $1.count })
    return Double(count) / said > 0.85 || commonLetters >= 16 && commonLetters / said > 0.2 ? [found] : []
  }

  // MARK: - Repetition

  private func repetitionWarnings(source: UnprotectedText, target: UnprotectedText) -> [FidelityWarning] {
    let given = TextUnits(source.text)
    let found = TextUnits(target.text)
    let sourceLoop = given.loop(by: repetitionDetector)?.loop
    if let (loop, bytes) = found.loop(by: repetitionDetector) {
      // 哈哈哈哈哈哈 may be laughed in English, too, as often and half as often again.
      let allowed = sourceLoop.map { $0.count + $0.count / 2 } ?? 0
      return loop.count > allowed ? [.repetition(loop, range: target.range(of: bytes))] : []
    }
    let share = repetitionDetector.repeatedShare(of: found.ids)
    let sourceShare = repetitionDetector.repeatedShare(of: given.ids)
    return found.ids.count >= 24 && share > 0.4 && share > 2 * sourceShare ? [.repetitive(share: share)] : []
  }

  // MARK: - Length

  private func lengthWarnings(source: UnprotectedText, target: UnprotectedText) -> [FidelityWarning] {
    let expected = source.weight
    let found = target.weight
    guard expected > 0 else { return [] }
    let ratio = found / expected
    // Small texts vary widely: 是 is "That is so.", 你好 is "Hi".
    if found < 0.3 * expected - 4 { return [.tooShort(ratio: ratio)] }
    if found > 2.8 * expected + 30 { return [.tooLong(ratio: ratio)] }
    return []
  }
}
