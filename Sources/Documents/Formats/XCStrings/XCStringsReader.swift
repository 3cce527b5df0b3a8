import Dragoman

/// Finds the texts of a catalogue that are to be translated.
struct XCStringsReader {
  /// A key whose target is missing.
  struct Entry: Sendable {
    /// What is said of the key.
    var members: [(key: String, value: JSONPlaces)]
    var range: Range<Int>
    /// The text in the source language; nil where the key is it.
    var source: JSONPlaces?
    /// A target that counts as none.
    var replaced: Range<Int>?
    var slots: Range<Int>
  }

  private let bytes: [UInt8]
  let source: String
  private let options: DocumentOptions
  private(set) var slots: [ValueSlot] = []
  private(set) var entries: [Entry] = []

  init(
    _ bytes: [UInt8], _ strings: [(key: String, value: JSONPlaces)], source: String, options: DocumentOptions
  ) {
    (self.bytes, self.source, self.options) = (bytes, source, options)
    for member in strings { read(member.key, member.value) }
  }

  private mutating func read(_ key: String, _ value: JSONPlaces) {
    guard case .object(let members, let range) = value else { return }
    if case .word(let range)? = value["shouldTranslate"], bytes[range].elementsEqual("false".utf8) { return }
    let localizations = value["localizations"]
    let target = localizations?[options.target.code]
    if let target, !isMissing(target) { return }
    let first = slots.count
    let source = localizations?[self.source]
    let notes = value["comment"]?.stringRange.map { [JSONReader.text(bytes, $0)] } ?? []
    if let source {
      addUnits(source, path: [key], notes: notes)
    } else {
      slots.append(slot([key], range.lowerBound..<range.lowerBound, key, notes))
    }
    guard slots.count > first else { return }
    entries.append(
      Entry(
        members: members, range: range, source: source, replaced: target?.range, slots: first..<slots.count))
  }

  /// Whether a translation is to be made (anew).
  private func isMissing(_ target: JSONPlaces) -> Bool {
    if options.replacesTranslations { return true }
    guard let unit = target["stringUnit"] else {
      if case .object(let members, _) = target { return members.isEmpty }
      return false
    }
    return unit["state"]?.stringRange.map { JSONReader.text(bytes, $0) == "new" } ?? false
  }

  private mutating func addUnits(_ value: JSONPlaces, path: [String], notes: [String]) {
    guard case .object(let members, _) = value else { return }
    for member in members {
      if member.key == "stringUnit" {
        guard let range = member.value["value"]?.stringRange else { continue }
        slots.append(slot(path, range, JSONReader.text(bytes, range), notes))
      } else {
        addUnits(member.value, path: member.key == "variations" ? path : path + [member.key], notes: notes)
      }
    }
  }

  private func slot(_ path: [String], _ range: Range<Int>, _ text: String, _ notes: [String]) -> ValueSlot {
    ValueSlot(path: path, range: range, text: text, notes: notes) { [0x22] + JSONReader.escaped($0) + [0x22] }
  }
}
