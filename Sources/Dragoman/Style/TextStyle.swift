/// How translations are written, beyond what they say: rules that are applied when a sentence is done.
///
/// What is protected, what a glossary says and what comes from a memory stays as it is.
public struct TextStyle: Sendable, Equatable, Codable {
  public private(set) var rules: Set<StyleRule> = []

  public init(_ profile: StyleProfile) { rules = profile.rules }

  public init(_ rules: Set<StyleRule> = []) {
    for rule in rules.sorted(by: { $0.rawValue < $1.rawValue }) { insert(rule) }
  }

  /// Adds a rule and takes out what contradicts it.
  public mutating func insert(_ rule: StyleRule) {
    if let opposite = rule.opposite { rules.remove(opposite) }
    rules.insert(rule)
  }

  public mutating func remove(_ rule: StyleRule) { rules.remove(rule) }

  /// A text as the rules have it; what is protected in it stays.
  public func applied(to text: String, of language: LanguageTag) -> String {
    let offsets = ScalarOffsets(text)
    let kept = ProtectedSpanDetector().spans(in: text).compactMap { offsets.span($0.range) }
    return edits(in: text, of: language, keeping: kept.map { $0.start..<$0.end }).text
  }

  /// What the rules change in a text.
  ///
  /// - Parameter kept: stretches that stay as they are, by scalars.
  func edits(in text: String, of language: LanguageTag, keeping kept: [Range<Int>]) -> TextEdits {
    var edits = TextEdits(text)
    for rule in StyleRule.allCases where rules.contains(rule) {
      guard rule.language == nil || rule.language == language.language else { continue }
      for edit in rule.edits(in: text, of: language.language)
      where !kept.contains(where: { Self.isInside(edit.range, $0) }) { edits.add(edit) }
    }
    return edits
  }

  /// Whether an edit changes something in a stretch; what is put in at its ends does not.
  private static func isInside(_ edit: Range<Int>, _ stretch: Range<Int>) -> Bool {
    edit.overlaps(stretch)
      || edit.isEmpty && edit.lowerBound > stretch.lowerBound && edit.lowerBound < stretch.upperBound
  }
}

extension StyleRule {
  fileprivate func edits(in text: String, of language: String) -> [TextEdits.Edit] {
    switch self {
    case .englishIze: EnglishStyle.ize(text)
    case .englishProgram: EnglishStyle.program(text)
    case .englishProgramme: EnglishStyle.programme(text)
    case .englishMonthFirst: EnglishStyle.monthFirst(text)
    case .englishDayFirst: EnglishStyle.dayFirst(text)
    case .frenchSpacing: FrenchStyle.spacing(text)
    case .quotes: QuotationStyle.edits(in: text, of: language)
    case .arabicIndicDigits: DigitStyle.indic(text)
    case .westernDigits: DigitStyle.western(text)
    case .chineseFullWidth: ChineseStyle.fullWidth(text)
    }
  }
}
