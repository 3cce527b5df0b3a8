import Foundation

/// Names of sheets that are translated, and the formulas that go by them.
struct SheetNames: Sendable {
  private static let longest = 31
  private static let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]

  /// By the name's unit.
  let names: [Int: String]

  /// Names that a spreadsheet may have: short enough, each once, without certain characters.
  /// - Parameter translated: the new names by their units.
  func allowed(_ translated: [Int: String]) -> [Int: String] {
    var used: Set<String> = []
    var result: [Int: String] = [:]
    for (unit, old) in names.sorted(by: { $0.key < $1.key }) {
      var name = (translated[unit] ?? old).filter { !Self.forbidden.contains($0) }
        .trimmingCharacters(in: CharacterSet(charactersIn: "' \n\t"))
      if name.isEmpty { name = old }
      var candidate = Self.cut(name, to: Self.longest)
      var number = 2
      while !used.insert(candidate.lowercased()).inserted {
        candidate = Self.cut(name, to: Self.longest - 4) + " \(number)"
        number += 1
      }
      result[unit] = candidate
    }
    return result
  }

  private static func cut(_ name: String, to length: Int) -> String {
    var name = name
    while name.utf16.count > length { name.removeLast() }
    return name
  }

  /// How formulas name a sheet.
  enum Syntax: Sendable {
    /// `Sheet!A1`
    case exclamation
    /// `[$Sheet.A1]`, in formulas of OpenDocument
    case bracketed
    /// `$Sheet.A1`, in addresses of OpenDocument
    case address
  }

  /// A formula with other names of sheets; nil where it has none of them.
  static func replaced(in formula: String, _ names: [String: String], _ syntax: Syntax) -> String? {
    let mark: Character = syntax == .exclamation ? "!" : "."
    var isInside = syntax != .bracketed
    var result = ""
    var changed = false
    var rest = Substring(formula)
    while let first = rest.first {
      var token = Substring()
      var name: String?
      if first == "\"" || first == "'" {
        let length = quotedLength(rest, first)
        token = rest.prefix(length)
        if first == "'", length >= 2 {
          name = token.dropFirst().dropLast().replacingOccurrences(of: "''", with: "'")
        }
      } else {
        token = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." && mark != "." }
        if token.isEmpty { token = rest.prefix(1) } else { name = String(token) }
      }
      rest = rest.dropFirst(token.count)
      if syntax == .bracketed, first == "[" || first == "]" { isInside = first == "[" }
      if isInside, let name, rest.first == mark, let new = names[name.lowercased()] {
        result += "'\(new.replacingOccurrences(of: "'", with: "''"))'"
        changed = true
      } else {
        result += token
      }
    }
    return changed ? result : nil
  }

  /// Up to the closing mark; two of them stand for one.
  private static func quotedLength(_ text: Substring, _ mark: Character) -> Int {
    var length = 1
    var rest = text.dropFirst()
    while let next = rest.first {
      rest = rest.dropFirst()
      length += 1
      guard next == mark else { continue }
      guard rest.first == mark else { return length }
      rest = rest.dropFirst()
      length += 1
    }
    return length
  }
}
