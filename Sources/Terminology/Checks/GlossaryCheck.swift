import Dragoman

/// Looks for what makes glossaries work badly.
public struct GlossaryCheck: Sendable {
  private let entries: [GlossaryEntry]

  public init(_ entries: [GlossaryEntry]) { self.entries = entries }

  /// In the order of the entries.
  public func findings() -> [GlossaryFinding] {
    var found: [(entry: Int, finding: GlossaryFinding)] = []
    for language in Set(entries.flatMap(\.forms.keys)).sorted(by: { $0.code < $1.code }) {
      found += findings(in: language)
    }
    return found.sorted { $0.entry < $1.entry }.map(\.finding)
  }

  private func findings(in language: LanguageTag) -> [(entry: Int, finding: GlossaryFinding)] {
    var found: [(entry: Int, finding: GlossaryFinding)] = []
    let spelling = TermSpelling(language)
    var first: [String: Int] = [:]
    for (number, entry) in entries.enumerated() {
      var own: Set<String> = []
      for form in entry.forms[language] ?? [] {
        func note(_ kind: GlossaryFinding.Kind, _ reason: String) {
          found.append(
            (
              number,
              GlossaryFinding(kind: kind, place: entry.place, language: language, form: form, reason: reason)
            ))
        }
        let key = spelling.key(of: form, isExact: entry.caseRule == .exact)
        guard !key.isEmpty else {
          note(.neverMatches, "it has no word")
          continue
        }
        if !own.insert(key).inserted { note(.duplicate, "it stands twice in its cell") }
        if form.unicodeScalars.count == 1 { note(.short, "one character stands in many words") }
        if let fault = spelling.scriptFault(of: form) { note(.script, fault) }
        guard let other = first[key], other != number else {
          first[key] = number
          continue
        }
        let (kind, reason) = compare(number, other, in: language)
        note(
          kind,
          "\(reason) \(entries[other].place.map { "line \($0.line) of \($0.file)" } ?? "entry \(other + 1)")")
      }
    }
    return found
  }

  /// What it means that two entries have a form in common.
  private func compare(_ entry: Int, _ other: Int, in language: LanguageTag) -> (GlossaryFinding.Kind, String)
  {
    let (new, old) = (entries[entry], entries[other])
    // One says what must stand there, the other what must not.
    if (new.status == .forbidden) != (old.status == .forbidden) {
      let contradicts = new.forms.contains { code, forms in
        code != language && !Set(forms).isDisjoint(with: old.forms[code] ?? [])
      }
      return contradicts
        ? (.conflict, "it is forbidden and wanted: see") : (.duplicate, "it has another status in")
    }
    let shared = new.forms.keys.filter { $0 != language && old.forms[$0] != nil }
    if shared.isEmpty { return (.duplicate, "its other languages stand in") }
    let differs = shared.contains { new.forms[$0] != old.forms[$0] }
    return differs ? (.conflict, "it is called otherwise in") : (.duplicate, "it stands already in")
  }
}
