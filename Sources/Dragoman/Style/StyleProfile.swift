/// Rules that go together.
public enum StyleProfile: String, Sendable, Codable, CaseIterable {
  /// The United Nations' editorial manual.
  case un
  /// As the World Intellectual Property Organization writes.
  case wipo

  public var rules: Set<StyleRule> {
    switch self {
    case .un:
      [
        .englishIze, .englishProgramme, .englishDayFirst, .frenchSpacing, .quotes, .westernDigits,
        .chineseFullWidth,
      ]
    case .wipo:
      [
        .englishIze, .englishProgram, .englishMonthFirst, .frenchSpacing, .quotes, .westernDigits,
        .chineseFullWidth,
      ]
    }
  }
}
