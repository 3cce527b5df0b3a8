import Foundation
import Synchronization

/// Spellings that count as the same: capitals, typographic apostrophes and hyphens, full-width letters, both scripts of
/// Chinese, and the marks and letter forms that Arabic leaves out or exchanges.
struct TermFolding: Sendable {
  private let language: LanguageTag

  init(_ language: LanguageTag) { self.language = language }

  /// Without what never tells terms apart.
  func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars {
      switch scalar {
      case "\u{2018}", "\u{2019}", "\u{02BC}", "\u{FF07}": result.append("'")
      case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}": result.append("-")
      case "\u{200B}"..."\u{200F}", "\u{FEFF}", "\u{00AD}": break
      case _ where Self.isTatweel(scalar): break
      // Short vowels.
      case "\u{064B}"..."\u{0652}", "\u{0670}": break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  func folded(_ text: String) -> String {
    let plain = plain(text).lowercased()
    if plain.utf8.allSatisfy({ $0 < 0x80 }) { return plain }
    var result = String.UnicodeScalarView()
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "\u{0622}", "\u{0623}", "\u{0625}": result.append("\u{0627}")  // alef
      case "\u{0649}": result.append("\u{064A}")  // alef maqsura
      case "ё": result.append("е")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Of Chinese in the simplified script.
  func folded(ideograph scalar: Unicode.Scalar) -> String {
    language.language == "zh" && scalar.isHan ? HanVariants.simplified(scalar) : String(scalar)
  }

  /// What lengthens Arabic words.
  static func isTatweel(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{0640}" }
}

/// Ideographs in the simplified script, one by one.
private enum HanVariants {
  private static let converter = try? ScriptConverter(.traditionalToSimplified)
  private static let known = Mutex<[Unicode.Scalar: String]>([:])

  static func simplified(_ scalar: Unicode.Scalar) -> String {
    if let found = known.withLock({ $0[scalar] }) { return found }
    let text = String(scalar)
    let converted = converter?.convert(text) ?? text
    known.withLock { $0[scalar] = converted }
    return converted
  }
}
