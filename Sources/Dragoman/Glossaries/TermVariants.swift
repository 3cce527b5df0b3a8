/// The spellings of a term that may stand in a sentence.
enum TermVariants {
  /// The form itself, with a capital where it may begin a sentence, and its plural where that is simple; the form first.
  static func of(_ form: String, _ caseRule: GlossaryEntry.CaseRule, in language: LanguageTag) -> [String] {
    var variants = [form]
    if let plural = plural(of: form, in: language) { variants.append(plural) }
    if caseRule == .follow { variants += variants.map(capitalized) }
    var seen: Set<String> = []
    return variants.filter { seen.insert($0).inserted }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// nil where it is not known; of several words only English puts it at the end.
  private static func plural(of form: String, in language: LanguageTag) -> String? {
    guard let last = form.last, last.isLowercase, language.language == "en" || !form.contains(" ") else {
      return nil
    }
    switch language.language {
    case "en":
      if form.hasSuffix("y"), let before = form.dropLast().last, !"aeiou".contains(before) {
        return form.dropLast() + "ies"
      }
      return ["s", "x", "z", "ch", "sh"].contains(where: form.hasSuffix) ? form + "es" : form + "s"
    case "fr":
      return "sxz".contains(last)
        ? nil : ["au", "eu"].contains(where: form.hasSuffix) ? form + "x" : form + "s"
    case "es", "pt": return "aeiouáéó".contains(last) ? form + "s" : nil
    default: return nil
    }
  }
}
