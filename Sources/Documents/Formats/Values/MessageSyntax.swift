import Foundation

/// What braces and apostrophes mean in a value.
package enum MessageSyntax: Sendable, Hashable {
  /// Nothing: what looks like a placeholder is one.
  case none
  /// ICU's MessageFormat: an apostrophe quotes only before a brace or the like.
  case icu
  /// Java's MessageFormat: every apostrophe quotes, so a written one is doubled.
  case java

  /// A value that has branches, `{count, plural, …}`.
  static func hasBranches(_ text: String) -> Bool {
    guard text.contains("{") else { return false }
    return text.range(of: branching, options: .regularExpression) != nil
  }

  /// `{0}`, `{1,date}`: what MessageFormat fills in.
  static func hasNumberedArguments(_ text: String) -> Bool {
    text.contains("{") && text.range(of: #"\{ ?[0-9]{1,3} ?[,}]"#, options: .regularExpression) != nil
  }

  private static let branching =
    #"\{\s{0,8}[A-Za-z0-9_.\-]{1,64}\s{0,8},\s{0,8}(plural|select|selectordinal|choice)\s{0,8},"#

  /// The syntax of each of a document's values.
  /// - Parameter isMessages: the format's values are messages of ICU, whatever they look like.
  static func icu(_ texts: [String], isMessages: Bool = false) -> [MessageSyntax] {
    // A document that has branches anywhere is read by a library that knows them everywhere.
    let isUsed = isMessages || texts.contains(where: hasBranches)
    return texts.map { isUsed && $0.contains("{") && !$0.contains("{{") ? .icu : .none }
  }

  static func java(_ texts: [String]) -> [MessageSyntax] {
    let doubles = texts.contains { $0.contains("''") && !$0.contains("{") }
    return texts.map { hasNumberedArguments($0) || doubles ? .java : hasBranches($0) ? .icu : .none }
  }
}
