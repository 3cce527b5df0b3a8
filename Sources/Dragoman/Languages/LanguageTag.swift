/// A language as BCP 47 names it: a language, perhaps a script, perhaps a region.
///
/// Reads every spelling that translation software has in use, in any case, with `-` or `_`: `zh`, `zh-CN`,
/// `zh_Hans`, `zt`, `cmn_Hant`, `pt-BR`, `pb`, `EN-US`, `eng`, `eng_Latn`, `zh_TW.UTF-8`, and English or
/// native
/// names (`Chinese`, `français`). Equal meanings compare equal: `zh-CN` and `cmn_Hans` are both `zh-Hans`.
public struct LanguageTag: Sendable, Hashable {
  /// The language: ISO 639-1 where there is one (`zh`), else ISO 639-3 (`yue`), in lower case.
  public let language: String
  /// The script as an ISO 15924 code (`Hant`); nil where it is the language's usual one or was not said.
  ///
  /// Chinese is the exception that keeps both of its scripts apart: `zh` says nothing of the script.
  public let script: String?
  /// The region as an ISO 3166 code (`BR`) or UN M49 number (`419`); nil where it was not said.
  ///
  /// `CN` of Chinese becomes the script `Hans`, which is what it is used for; `zh-TW` is `zh-Hant-TW`.
  public let region: String?

  package init(canonicalLanguage language: String, script: String? = nil, region: String? = nil) {
    self.language = language
    self.script = script
    self.region = region
  }

  public static let english = LanguageTag(canonicalLanguage: "en")
  public static let chinese = LanguageTag(canonicalLanguage: "zh")
  public static let simplifiedChinese = LanguageTag(canonicalLanguage: "zh", script: "Hans")
  public static let traditionalChinese = LanguageTag(canonicalLanguage: "zh", script: "Hant")

  /// The canonical spelling: `zh`, `zh-Hant`, `pt-BR`, `sr-Latn`.
  public var code: String {
    [language, script, region].compactMap(\.self).joined(separator: "-")
  }

  /// The tag without script and region: `pt` of `pt-BR`.
  public var withoutVariants: LanguageTag { LanguageTag(canonicalLanguage: language) }
}

extension LanguageTag: CustomStringConvertible {
  public var description: String { code }
}

extension LanguageTag: Codable {
  /// Reads any spelling from a single string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let spelling = try container.decode(String.self)
    do {
      self = try LanguageTag(spelling)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  /// Writes ``code``.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
