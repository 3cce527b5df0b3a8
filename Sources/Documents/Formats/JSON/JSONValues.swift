import Dragoman

/// The strings of a JSON document that may be text, and what its shape says of them.
struct JSONValues {
  /// Where the document says its language.
  struct Place {
    var language: LanguageTag
    var code: String
    /// Without quotation marks.
    var ranges: [Range<Int>]
  }

  /// What holds the text of a record.
  private static let textKeys = ["message", "defaultMessage", "string"]
  /// What else a record of a text may have.
  private static let recordKeys: Set<String> = [
    "message", "defaultMessage", "string", "id", "key", "description", "placeholders", "context", "comment",
    "note",
    "developer_comment", "character_limit", "hash", "file", "start", "end", "line", "col",
  ]
  private static let noteKeys = ["description", "comment", "note", "developer_comment", "context"]

  private let bytes: [UInt8]
  private let encode: @Sendable (String) -> [UInt8]
  private(set) var slots: [ValueSlot] = []
  private(set) var otherValues = 0
  private(set) var isARB = false
  private(set) var isCatalogue = false
  private(set) var language: Place?
  /// The only key at the root, where it is a language's code.
  private(set) var root: String?

  init(_ bytes: [UInt8], _ root: JSONPlaces) {
    self.bytes = bytes
    encode = ValueReading.escapesNonASCII(bytes) ? JSONReader.escapedASCII : JSONReader.escaped
    readLanguage(root)
    read(root, path: [])
    if self.root != nil {
      for index in slots.indices where slots[index].path.count > 1 { slots[index].path.removeFirst() }
    }
  }

  private mutating func readLanguage(_ root: JSONPlaces) {
    guard case .object(let members, _) = root else { return }
    for member in members where member.key == "@@locale" {
      guard let range = member.value.stringRange else { continue }
      isARB = true
      isCatalogue = true
      let code = JSONReader.text(bytes, range)
      if let tag = try? LanguageTag(code) {
        language = Place(language: tag, code: code, ranges: [range.lowerBound + 1..<range.upperBound - 1])
      }
    }
    guard members.count == 1, let only = members.first, case .object = only.value,
      let tag = ValueReading.language(ofKey: only.key),
      let key = JSONReader.keyRange(bytes, before: only.value.range.lowerBound)
    else { return }
    isCatalogue = true
    self.root = only.key
    language = Place(language: tag, code: only.key, ranges: [key.lowerBound + 1..<key.upperBound - 1])
  }

  private mutating func read(_ value: JSONPlaces, path: [String], notes: [String] = []) {
    switch value {
    case .string(let range):
      slots.append(
        ValueSlot(
          path: path, range: range.lowerBound + 1..<range.upperBound - 1, text: JSONReader.text(bytes, range),
          notes: notes, encoded: encode))
    case .number, .word: otherValues += 1
    case .array(let elements, _):
      for (index, element) in elements.enumerated() { read(element, path: path + ["\(index)"]) }
    case .object(let members, _): read(members, path: path)
    }
  }

  private mutating func read(_ members: [(key: String, value: JSONPlaces)], path: [String]) {
    if let text = recordText(members), !path.isEmpty {
      isCatalogue = true
      return read(text.value, path: path + [text.key], notes: notes(members))
    }
    var described: [String: JSONPlaces] = [:]
    for member in members where member.key.hasPrefix("@") {
      if case .object = member.value { described[String(member.key.dropFirst())] = member.value }
    }
    for member in members {
      if member.key.hasPrefix("@@") || member.key.hasPrefix("$schema") { continue }
      if member.key.hasPrefix("@"), case .object = member.value {
        isCatalogue = true
        continue
      }
      var notes: [String] = []
      if case .object(let told, _)? = described[member.key] { notes = self.notes(told) }
      read(member.value, path: path + [member.key], notes: notes)
    }
  }

  /// The text of an object that describes one, and has nothing else in it.
  private func recordText(_ members: [(key: String, value: JSONPlaces)]) -> (key: String, value: JSONPlaces)?
  {
    guard members.count <= Self.recordKeys.count, members.allSatisfy({ Self.recordKeys.contains($0.key) })
    else {
      return nil
    }
    return members.first { Self.textKeys.contains($0.key) && $0.value.stringRange != nil }
  }

  private func notes(_ members: [(key: String, value: JSONPlaces)]) -> [String] {
    members.compactMap { member in
      guard Self.noteKeys.contains(member.key), let range = member.value.stringRange else { return nil }
      let text = JSONReader.text(bytes, range)
      return text.isEmpty ? nil : text
    }
  }
}
