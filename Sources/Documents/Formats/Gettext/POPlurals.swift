import Dragoman

/// The language and plurals of a catalogue, as it has them and as they are to be.
struct POPlurals: Sendable {
  /// Those that translations are written in.
  let forms: PluralForms
  /// Whether the translations that are there are in the target language.
  let fits: Bool
  private let target: LanguageTag
  private let isKept: Bool

  /// - Parameter isTranslated: there are translations, which have the header's plurals.
  init(_ header: POHeader?, target: LanguageTag, isTranslated: Bool) {
    self.target = target
    let language = header?["Language"].flatMap { $0.isEmpty ? nil : try? LanguageTag($0) }
    fits = language.map { $0.fits(target) } ?? true
    let said = header?["Plural-Forms"].flatMap { PluralForms($0) }
    isKept = said != nil && fits && (language != nil || isTranslated)
    let usual = PluralForms.of(target)
    forms = isKept ? said ?? usual : usual
  }

  /// Fields of the header that change.
  func fields(of header: POHeader?, hasPlurals: Bool) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    let language = header?["Language"].flatMap { try? LanguageTag($0) }
    if language == nil || !fits { fields.append(("Language", Self.code(of: target))) }
    if !isKept, hasPlurals || header?["Plural-Forms"] != nil { fields.append(("Plural-Forms", forms.text)) }
    let type = header?["Content-Type"]
    let isUTF8 = type?.lowercased().contains("charset=utf-8") ?? false
    if !isUTF8 { fields.append(("Content-Type", "text/plain; charset=UTF-8")) }
    return fields
  }

  /// As gettext says it: `pt_BR`, `zh_TW`, `sr@latin`.
  static func code(of language: LanguageTag) -> String {
    let region =
      language.region ?? ["Hans": "CN", "Hant": "TW"][language.language == "zh" ? language.script ?? "" : ""]
    var code = language.language
    if let region { code += "_\(region)" }
    if language.language != "zh", let script = language.script {
      code += "@\(["Latn": "latin", "Cyrl": "cyrillic", "Arab": "arabic"][script] ?? script)"
    }
    return code
  }
}
