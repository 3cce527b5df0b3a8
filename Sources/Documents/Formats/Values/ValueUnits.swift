import Foundation

/// Which values are text, and the units in them.
struct ValueUnits: Sendable {
  struct Value: Sendable {
    var slot: Int
    var content: ValueContent
    /// Those of its segments.
    var units: Range<Int>
  }

  private(set) var units: [DocumentUnit] = []
  private(set) var values: [Value] = []
  /// Messages that could not be read, by their ids.
  private var broken: [String] = []

  init(_ source: ValueDocument.Source, keys: KeyFilter) {
    let keys = Self.keys(keys, without: source.root)
    var candidates: [(slot: Int, content: ValueContent, verdict: ValueText.Verdict)] = []
    // Values that are no strings speak for a file of settings.
    var (texts, symbols) = (0, source.otherValues)
    for (index, slot) in source.slots.enumerated() where keys.accepts(Self.parts(of: slot.path)) {
      guard let content = content(slot.text, source.syntaxes[index]) else {
        broken.append(slot.id ?? slot.path.joined(separator: "."))
        continue
      }
      let text = content.segments.map(\.unit.text).joined(separator: "\n")
      let isMarkup = content.segments.contains { !$0.unit.tags.isEmpty || $0.depth > 0 }
      var verdict =
        slot.isChosen
        ? .text : ValueText.judge(text, path: keys.included.isEmpty ? Self.parts(of: slot.path) : [])
      if isMarkup, verdict == .unsure { verdict = .text }
      if verdict == .text { texts += 1 }
      if verdict == .symbol { symbols += 1 }
      if verdict != .symbol, !content.segments.isEmpty { candidates.append((index, content, verdict)) }
    }
    let takesUnsure = source.isCatalogue || !keys.included.isEmpty || texts > symbols || symbols == 0
    var ids: [String: Int] = [:]
    for candidate in candidates where candidate.verdict == .text || takesUnsure {
      let slot = source.slots[candidate.slot]
      let first = units.count
      for segment in candidate.content.segments {
        var unit = segment.unit
        unit.id = (slot.id ?? slot.path.joined(separator: ".")) + segment.label
        unit.id = Self.unused(unit.id, &ids)
        unit.context = slot.path.isEmpty ? nil : slot.path.joined(separator: ".")
        unit.notes = slot.notes
        units.append(unit)
      }
      values.append(Value(slot: candidate.slot, content: candidate.content, units: first..<units.count))
    }
  }

  private static func unused(_ id: String, _ ids: inout [String: Int]) -> String {
    guard var count = ids[id] else {
      ids[id] = 1
      return id
    }
    repeat { count += 1 } while ids["\(id)#\(count)"] != nil
    ids[id] = count
    ids["\(id)#\(count)"] = 1
    return "\(id)#\(count)"
  }

  /// Keys with dots in them are paths too.
  private static func parts(of path: [String]) -> [String] {
    path.flatMap { $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Patterns may begin with the key that says the language, or not.
  private static func keys(_ keys: KeyFilter, without root: String?) -> KeyFilter {
    guard let root else { return keys }
    func short(_ pattern: String) -> String {
      pattern.hasPrefix(root + ".") ? String(pattern.dropFirst(root.count + 1)) : pattern
    }
    return KeyFilter(included: keys.included.map(short), excluded: keys.excluded.map(short))
  }

  private func content(_ text: String, _ syntax: MessageSyntax) -> ValueContent? {
    if let content = ValueContent(text, syntax: syntax) { return content }
    return MessageSyntax.hasBranches(text) ? nil : ValueContent(text, syntax: .none)
  }

  /// The values with a unit that has changed, and their new texts; those that would break their syntax are left out.
  func changed(_ units: [TranslatedUnit]) -> [(value: Value, text: String)] {
    values.compactMap { value in
      let units = Array(units[value.units])
      guard units.contains(where: { !$0.isUnchanged }), let text = value.content.written(units) else {
        return nil
      }
      return (value, text)
    }
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] {
    var warnings = broken.map {
      DocumentReport.Warning(
        unit: $0, code: "message_syntax",
        message: "the message's syntax cannot be read, so it was left as it is")
    }
    for value in values where value.content.syntax != .none {
      let units = Array(units[value.units])
      guard units.contains(where: { !$0.isUnchanged }), value.content.written(units) == nil,
        let first = units.first
      else { continue }
      warnings.append(
        .init(
          unit: first.id, code: "message_kept",
          message: "the translation would have broken the message's syntax, so it was left as it is"))
    }
    return warnings
  }
}
