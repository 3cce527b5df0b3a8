/// A conversion between the scripts of Chinese, by the name that OpenCC gives it.
///
/// Into Taiwan's script words are changed, too (軟體 for 软件), as its readers expect; out of it characters alone,
/// since a word that both sides use (文件) may mean two things.
public enum ScriptConversion: String, Sendable, Hashable, Codable, CaseIterable {
  case simplifiedToTraditional = "s2t"
  case simplifiedToTaiwan = "s2twp"
  case simplifiedToHongKong = "s2hk"
  case traditionalToSimplified = "t2s"
  case taiwanToSimplified = "tw2s"
  case hongKongToSimplified = "hk2s"
  case traditionalToTaiwan = "t2tw"
  case traditionalToHongKong = "t2hk"
  case taiwanToTraditional = "tw2t"
  case hongKongToTraditional = "hk2t"

  /// Whether its result is in Traditional characters.
  var makesTraditional: Bool {
    switch self {
    case .traditionalToSimplified, .taiwanToSimplified, .hongKongToSimplified: false
    default: true
    }
  }

  /// The conversions that bring a text of one kind of Chinese to another, one after the other; none where
  /// nothing has to change.
  static func path(from text: ChineseForm, to wanted: ChineseForm) -> [ScriptConversion] {
    switch (text, wanted) {
    case (.simplified, .simplified), (.traditional, .traditional), (.taiwan, .taiwan), (.hongKong, .hongKong):
      []
    case (.simplified, .traditional): [.simplifiedToTraditional]
    case (.simplified, .taiwan): [.simplifiedToTaiwan]
    case (.simplified, .hongKong): [.simplifiedToHongKong]
    case (.traditional, .simplified): [.traditionalToSimplified]
    case (.traditional, .taiwan): [.traditionalToTaiwan]
    case (.traditional, .hongKong): [.traditionalToHongKong]
    case (.taiwan, .simplified): [.taiwanToSimplified]
    case (.taiwan, .traditional): [.taiwanToTraditional]
    case (.taiwan, .hongKong): [.taiwanToTraditional, .traditionalToHongKong]
    case (.hongKong, .simplified): [.hongKongToSimplified]
    case (.hongKong, .traditional): [.hongKongToTraditional]
    case (.hongKong, .taiwan): [.hongKongToTraditional, .traditionalToTaiwan]
    }
  }
}

/// The kinds of written Chinese that OpenCC tells apart.
enum ChineseForm: Sendable, Hashable {
  case simplified, traditional, taiwan, hongKong

  /// nil for other languages. Chinese of no said script is taken for Simplified, which is what models that
  /// call themselves `zh` read and write.
  init?(_ tag: LanguageTag) {
    guard tag.language == "zh" else { return nil }
    guard tag.script == "Hant" else {
      self = .simplified
      return
    }
    switch tag.region {
    case "TW": self = .taiwan
    case "HK", "MO": self = .hongKong
    default: self = .traditional
    }
  }

  var tag: LanguageTag {
    switch self {
    case .simplified: .simplifiedChinese
    case .traditional: .traditionalChinese
    case .taiwan: LanguageTag(canonicalLanguage: "zh", script: "Hant", region: "TW")
    case .hongKong: LanguageTag(canonicalLanguage: "zh", script: "Hant", region: "HK")
    }
  }
}

extension ScriptConversion {
  /// The kind of Chinese that comes out.
  var result: ChineseForm {
    switch self {
    case .traditionalToSimplified, .taiwanToSimplified, .hongKongToSimplified: .simplified
    case .simplifiedToTraditional, .taiwanToTraditional, .hongKongToTraditional: .traditional
    case .simplifiedToTaiwan, .traditionalToTaiwan: .taiwan
    case .simplifiedToHongKong, .traditionalToHongKong: .hongKong
    }
  }
}
