import Dragoman

/// Gathers a file's entries and all that is wrong with it.
struct EntryCollector {
  private let file: String
  private let limits: GlossaryLimits
  private var entries: [GlossaryEntry] = []
  private var problems: [GlossaryError.Problem] = []
  private var problemCount = 0

  init(file: String, limits: GlossaryLimits) { (self.file, self.limits) = (file, limits) }

  mutating func complain(line: Int?, _ reason: String) {
    problemCount += 1
    if problems.count < GlossaryError.mostProblems { problems.append(.init(line: line, reason: reason)) }
  }

  /// Takes an entry that has forms in two languages, or in one where that is all it needs.
  mutating func add(_ entry: GlossaryEntry, line: Int) throws(GlossaryError) {
    guard entries.count < limits.entries else {
      throw GlossaryError(
        file: file, problems: [.init(line: line, reason: "it has more than \(limits.entries) entries")],
        advice: "split it")
    }
    for (language, forms) in entry.forms.sorted(by: { $0.key.code < $1.key.code }) {
      if forms.count > limits.forms {
        return complain(
          line: line, "\(language.code): \(forms.count) forms, and the limit is \(limits.forms)")
      }
      for form in forms {
        if form.count > limits.formCharacters {
          return complain(
            line: line, "\(language.code): a form has more than \(limits.formCharacters) characters")
        }
        if form.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
          return complain(line: line, "\(language.code): “\(form.prefix(40))” has control characters")
        }
      }
    }
    let isEnough = entry.status == .keep || entry.status == .forbidden ? 1 : 2
    guard entry.forms.count >= isEnough else {
      return complain(
        line: line, entry.forms.isEmpty ? "it has no term" : "it has a term in one language only")
    }
    var entry = entry
    entry.place = GlossaryEntry.Place(file: file, line: line)
    entries.append(entry)
  }

  func finish() throws(GlossaryError) -> [GlossaryEntry] {
    guard problems.isEmpty else {
      throw GlossaryError(file: file, problems: problems, count: problemCount)
    }
    guard !entries.isEmpty else {
      throw GlossaryError(file: file, problems: [.init(reason: "it has no entries")])
    }
    return entries
  }
}
