/// Rules for the names of models, which are also names of folders.
enum ModelIdentifier {
  static let maximumLength = 100

  /// Why `id` cannot name a model, or nil when it can.
  static func flaw(_ id: String) -> String? {
    if id.isEmpty { return "is empty" }
    if id.utf8.count > maximumLength { return "is longer than \(maximumLength) characters" }
    let isPlain = id.utf8.allSatisfy {
      (48...57).contains($0) || (97...122).contains($0) || "._-".utf8.contains($0)
    }
    if !isPlain { return "may hold only a-z, 0-9, \".\", \"_\" and \"-\"" }
    guard let first = id.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else {
      return "may not start with \".\" or \"-\""
    }
    return nil
  }

  /// The nearest valid identifier to `text`, or nil when nothing is left of it.
  static func make(from text: String) -> String? {
    var id = ""
    for byte in text.lowercased().utf8.prefix(maximumLength) {
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte) || "._-".utf8.contains(byte)
      let character: Character = isPlain ? Character(Unicode.Scalar(byte)) : "-"
      if character == "-" && (id.isEmpty || id.hasSuffix("-")) { continue }
      id.append(character)
    }
    while let last = id.last, "-.".contains(last) { id.removeLast() }
    id = String(id.drop { ".-".contains($0) })
    return flaw(id) == nil ? id : nil
  }
}
