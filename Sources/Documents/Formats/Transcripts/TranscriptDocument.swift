import Dragoman
import Foundation

/// A transcript with places for its sentences, whichever format it has: what is not said stays byte for byte.
struct TranscriptDocument: ParsedDocument {
  let units: [DocumentUnit]
  let declaredLanguage: LanguageTag?
  private let data: Data
  private let encoding: TextEncoding
  let source: TranscriptSource
  let segments: [CueSegment]
  let plan: [TranscriptUnit]
  private let options: DocumentOptions

  init(
    _ source: TranscriptSource, data: Data, encoding: TextEncoding, options: DocumentOptions
  ) {
    (self.source, self.data, self.encoding, self.options) = (source, data, encoding, options)
    declaredLanguage = source.declaredLanguage
    let cues = source.cues
    let segments = CueDivider(cues).segments()
    let tags = cues.map { CueTags.pairs(in: $0.tokens.indices, of: $0.tokens) }
    let language = options.source ?? source.declaredLanguage
    var onCue: (cue: Int, count: Int) = (0, 0)
    let plan = CueJoiner(cues, segments, language: language).groups().map { group in
      let cue = group.first.map { cues[segments[$0].cue].number } ?? 0
      onCue = cue == onCue.cue ? (cue, onCue.count + 1) : (cue, 1)
      return TranscriptUnit(group, of: segments, cues, tags: tags, id: "cue[\(cue)]/text[\(onCue.count)]")
    }
    (self.segments, self.plan) = (segments, plan)
    units = plan.map(\.unit)
  }

  func write(_ units: [TranslatedUnit]) throws(DocumentError) -> Data {
    try check(units, format: source.format)
    guard units.contains(where: { !$0.isUnchanged }) else { return data }
    var edits: [SourceEdits.Edit] = []
    var texts: [[(place: Int, text: String)]] = source.cues.map { _ in [] }
    var isChanged = Array(repeating: false, count: source.cues.count)
    for (index, unit) in units.enumerated() {
      let rendering = rendering(index, unit)
      for (part, place) in plan[index].parts.enumerated() {
        let cue = segments[place.segment].cue
        texts[cue].append(
          (place.source.lowerBound, unit.isUnchanged ? original(index, part) : rendering.text(part)))
        isChanged[cue] = isChanged[cue] || !unit.isUnchanged
      }
      guard !unit.isUnchanged else { continue }
      for (part, bytes) in zip(plan[index].parts, rendering.parts()) {
        edits.append(SourceEdits.Edit(range: part.source, bytes: bytes))
      }
    }
    let spoken = TranscriptTexts(
      texts: source.cues.indices.map { cue in
        isChanged[cue] ? texts[cue].sorted { $0.place < $1.place }.map(\.text).joined(separator: " ") : nil
      }, target: options.target)
    edits += source.edits(spoken)
    return encoding.encode(SourceEdits(source.bytes, edits).bytes(in: 0..<source.bytes.count))
  }

  func warnings(of units: [TranslatedUnit]) -> [DocumentReport.Warning] {
    guard units.count == plan.count else { return [] }
    var found: [(cue: Int, warning: DocumentReport.Warning)] = []
    var characters = Array(repeating: 0, count: source.cues.count)
    var unitOf: [Int: String] = [:]
    for (index, unit) in units.enumerated() where !unit.isUnchanged {
      let rendering = rendering(index, unit)
      for part in plan[index].parts.indices {
        let cue = segments[plan[index].parts[part].segment].cue
        characters[cue] += rendering.text(part).unicodeScalars.count
        unitOf[cue] = unitOf[cue] ?? unit.id
        found += lineWarnings(rendering, part, cue).map { (cue, $0) }
      }
    }
    for (cue, unit) in unitOf {
      guard source.style.isTimed, let duration = source.cues[cue].duration else { continue }
      let (speed, limit) = (
        Double(characters[cue]) / duration, options.transcripts.readingSpeed(for: options.target)
      )
      guard speed > limit else { continue }
      found.append(
        (
          cue,
          warning(
            unit, "cue_speed", cue, "\(rounded(speed)) characters a second, \(rounded(limit)) can be read")
        ))
    }
    return found.sorted { ($0.cue, $0.warning.code) < ($1.cue, $1.warning.code) }.map(\.warning)
  }

  // MARK: - Cues

  private func rendering(_ index: Int, _ unit: TranslatedUnit) -> CueRendering {
    let plan = plan[index]
    let lineLength = options.transcripts.lineLength(for: options.target)
    let slots = plan.parts.map {
      CueCutter.Slot(
        text: $0.text, duration: source.style.isTimed ? source.cues[segments[$0.segment].cue].duration : nil)
    }
    let cutter = CueCutter(
      readingSpeed: options.transcripts.readingSpeed(for: options.target),
      lineLength: source.style.lineEnd == nil ? .max / 4 : lineLength)
    var ranges =
      unit.isUnchanged ? plan.parts.map(\.text) : cutter.parts(of: unit.text, from: slots, unit.alignment)
    if source.style.repeatsText {
      for part in ranges.indices.dropFirst() where ranges[part].isEmpty { ranges[part] = ranges[part - 1] }
    }
    return CueRendering(
      unit: plan, translated: unit, ranges: ranges, style: source.style, lineLength: lineLength,
      originals: plan.parts.indices.map { part in
        let isDoubled = options.transcripts.isBilingual && source.style.lineEnd != nil
        return isDoubled && segments[plan.parts[part].segment].kind != .stage ? original(index, part) : ""
      }, source: source.bytes)
  }

  func original(_ unit: Int, _ part: Int) -> String {
    let text = Array(plan[unit].unit.text.utf8)
    return String(decoding: text[plan[unit].parts[part].text], as: UTF8.self).trimmingSpaces
  }

  private func lineWarnings(_ rendering: CueRendering, _ part: Int, _ cue: Int) -> [DocumentReport.Warning] {
    let id = rendering.unit.unit.id
    let range = rendering.ranges[part]
    var warnings: [DocumentReport.Warning] = []
    if range.isEmpty {
      warnings.append(warning(id, "cue_empty", cue, "the translation has no word for it"))
    } else if part > 0, range.lowerBound < rendering.ranges[part - 1].upperBound {
      warnings.append(
        warning(
          id, "cue_repeated", cue, "the translation has no word for it: the text before it is shown again"))
    }
    guard source.style.lineEnd != nil else { return warnings }
    let breaks = rendering.breaks(part)
    let bytes = Array(rendering.translated.text.utf8)
    let starts = [range.lowerBound] + breaks.map(\.upperBound)
    let ends = breaks.map(\.lowerBound) + [range.upperBound]
    let longest = zip(starts, ends).map { CharacterCounts(Array(bytes[$0..<max($0, $1)])).total }.max() ?? 0
    if longest > rendering.lineLength {
      warnings.append(
        warning(id, "cue_length", cue, "a line of \(longest) characters, \(rendering.lineLength) are wanted"))
    }
    if starts.count > 2 {
      warnings.append(warning(id, "cue_length", cue, "\(starts.count) lines, 2 are wanted"))
    }
    return warnings
  }

  private func warning(_ unit: String, _ code: String, _ cue: Int, _ message: String)
    -> DocumentReport.Warning
  {
    let number = source.cues[cue].number
    return DocumentReport.Warning(unit: unit, code: code, message: "cue \(number): \(message)", cue: number)
  }

  private func rounded(_ value: Double) -> String {
    let tenths = Int((min(value, 1e6) * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
