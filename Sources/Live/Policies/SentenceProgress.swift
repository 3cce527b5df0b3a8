import Dragoman

/// One sentence of a segment in one target language, from its first words to its end, as a policy shows it.
package struct SentenceProgress: Sendable {
  /// Updates in a row that have to agree on a word before it stays for good. Two are not enough to keep the quality of
  /// whole sentences: a word that is forced too early leads the rest astray.
  static let agreement = 3
  /// Updates that have to agree on a word before it is shown as one that may change.
  static let early = 2

  private let stability: Stability
  private let steadiness: Steadiness
  /// The translation of the last update, whole.
  private(set) var hypothesis: String?
  /// The units of the last updates.
  private var recent: [[Substring]] = []
  /// What a reader sees.
  private(set) var shown = ""
  /// Never to be taken back.
  private(set) var committed = ""

  init(_ stability: Stability, from source: LanguageTag) {
    self.stability = stability
    steadiness = Steadiness(stability, from: source)
  }

  /// How the next translation is to be made.
  ///
  /// - Parameter isWhole: the source sentence is complete.
  func hint(isWhole: Bool, beamSize: Int) -> SentenceHint {
    var prefix = stability.leansOnTheLast ? committed : ""
    if isWhole, steadiness.finalsKeepWhatIsShown, !committed.isEmpty { prefix = shown }
    return SentenceHint(
      beamSize: isWhole ? beamSize : 1, draft: hypothesis, draftMargin: isWhole ? 0 : steadiness.margin,
      prefix: prefix.isEmpty ? nil : prefix)
  }

  /// Takes a translation of the sentence as far as it has come.
  mutating func take(beginning translation: String) {
    hypothesis = translation
    switch stability {
    case .append, .balanced:
      let units = ReadingUnits.of(ReadingUnits.withoutEnd(translation))
      commit(units)
      guard stability == .balanced else {
        shown = committed
        return
      }
      let text = units.prefix(max(0, agreement(of: Self.early, on: units) - steadiness.heldBack)).joined()
      shown = text.hasPrefix(committed) ? text : committed
    case .fast: shown = translation
    case .sentence: shown = ""
    }
  }

  /// Lets stay what the last updates agree on; the end mark belongs to a sentence that is not there yet.
  private mutating func commit(_ units: [Substring]) {
    recent.append(units)
    recent.removeFirst(max(0, recent.count - Self.agreement))
    let agreed = agreement(of: Self.agreement, on: units)
    let text = units.prefix(agreed).joined()
    if text.hasPrefix(committed), text.count > committed.count { committed = text }
  }

  /// How many units of the last update the last `count` updates have in common.
  private func agreement(of count: Int, on units: [Substring]) -> Int {
    guard recent.count >= count else { return 0 }
    return recent.suffix(count).map { ReadingUnits.commonPrefix($0, units) }.min() ?? 0
  }

  /// Takes the translation of the whole sentence.
  mutating func take(whole translation: String) {
    hypothesis = translation
    let beginning = steadiness.finalsKeepWhatIsShown && !committed.isEmpty ? shown : committed
    shown = stability.leansOnTheLast ? Self.continued(beginning, by: translation) : translation
    committed = shown
  }

  /// `beginning` and what a translation says behind it.
  package static func continued(_ beginning: String, by translation: String) -> String {
    if translation.hasPrefix(beginning) { return translation }
    // The model has said it otherwise; what follows the last words that both have goes on.
    let (said, units) = (ReadingUnits.of(beginning), ReadingUnits.of(translation))
    for length in stride(from: min(said.count, 3), to: 0, by: -1) {
      let end = said.suffix(length).map { $0.drop(while: \.isWhitespace) }
      for place in stride(from: units.count - length, through: 0, by: -1)
      where units[place..<place + length].map({ $0.drop(while: \.isWhitespace) }) == end {
        return beginning + units[(place + length)...].joined()
      }
    }
    return beginning
  }
}
