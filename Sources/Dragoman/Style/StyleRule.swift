/// One thing that a house does alike in all its texts.
public enum StyleRule: String, Sendable, Codable, CaseIterable {
  case englishIze = "en-ize"
  case englishProgram = "en-program"
  case englishProgramme = "en-programme"
  case englishMonthFirst = "en-month-first"
  case englishDayFirst = "en-day-first"
  case frenchSpacing = "fr-spacing"
  case quotes
  case arabicIndicDigits = "ar-indic-digits"
  case westernDigits = "ar-western-digits"
  case chineseFullWidth = "zh-full-width"

  /// The language whose texts it is for; nil for those of all that it knows.
  public var language: String? {
    switch self {
    case .englishIze, .englishProgram, .englishProgramme, .englishMonthFirst, .englishDayFirst: "en"
    case .frenchSpacing: "fr"
    case .arabicIndicDigits, .westernDigits: "ar"
    case .chineseFullWidth: "zh"
    case .quotes: nil
    }
  }

  /// For people, in English.
  public var summary: String {
    switch self {
    case .englishIze: "organize, organization and not organise; analyse and advise stay"
    case .englishProgram: "program and not programme"
    case .englishProgramme: "programme and not program, but for those of computers"
    case .englishMonthFirst: "May 5, 2026 and not 5 May 2026"
    case .englishDayFirst: "5 May 2026 and not May 5, 2026"
    case .frenchSpacing: "spaces that do not break before ; : ! ? % » and behind «"
    case .quotes:
      "the quotation marks of the language: “ ” in English, « » in French, «» in Russian, “” in Chinese"
    case .arabicIndicDigits: "٠١٢٣ and not 0123"
    case .westernDigits: "0123 and not ٠١٢٣"
    case .chineseFullWidth: "，。；：！？（） and not , . ; : ! ? ( ) beside Chinese characters"
    }
  }

  /// What cannot be done together with it.
  var opposite: StyleRule? {
    switch self {
    case .englishProgram: .englishProgramme
    case .englishProgramme: .englishProgram
    case .englishMonthFirst: .englishDayFirst
    case .englishDayFirst: .englishMonthFirst
    case .arabicIndicDigits: .westernDigits
    case .westernDigits: .arabicIndicDigits
    default: nil
    }
  }
}
