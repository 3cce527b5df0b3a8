/// The scripts that the checks tell apart.
enum Script: Sendable, Equatable {
  case latin, han, kana, hangul, cyrillic, arabic, greek, hebrew, devanagari, thai, other

  init?(of scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    case 0x3041...0x30FF, 0x31F0...0x31FF: self = .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: self = .han
    case 0x1100...0x11FF, 0xAC00...0xD7A3: self = .hangul
    default:
      guard scalar.properties.isAlphabetic else { return nil }
      self = .other
    }
  }

  /// Whether each character is a word or a part of one, with no spaces between words.
  static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch Script(of: scalar) {
    case .han, .kana, .thai: true
    default: false
    }
  }

  /// The scripts that the language `code` is written in.
  static func scripts(ofLanguage code: String) -> [Script] {
    switch code.prefix(while: { $0 != "-" && $0 != "_" }).lowercased() {
    case "zh", "zho", "chi", "zt", "yue": [.han]
    case "ja", "jpn": [.han, .kana]
    case "ko", "kor": [.hangul, .han]
    case "ru", "rus", "uk", "ukr", "bg", "bul", "sr", "srp", "mk", "mkd", "be", "bel", "kk", "kaz":
      [.cyrillic]
    case "ar", "ara", "fa", "fas", "per", "ur", "urd": [.arabic]
    case "el", "ell": [.greek]
    case "he", "heb": [.hebrew]
    case "hi", "hin", "mr", "mar", "ne", "nep": [.devanagari]
    case "th", "tha": [.thai]
    case "ka", "kat", "hy", "hye", "bn", "ben", "ta", "tam", "te", "tel", "my", "mya", "km", "khm", "lo",
      "lao",
      "am", "amh":
      [.other]
    default: [.latin]
    }
  }
}
