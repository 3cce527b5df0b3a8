/// Tells text from what only looks like it.
package enum Translatability {
  /// Whether `text` holds anything to translate: false for blanks, punctuation, symbols, numbers, emoji, a
  /// bare
  /// URL, e-mail address, placeholder or document symbol (`A/RES/70/1`).
  package static func isTranslatable(_ text: some StringProtocol) -> Bool {
    guard text.unicodeScalars.contains(where: \.isLetter) else { return false }
    // Whatever is longer than this is no bare symbol.
    guard text.utf8.count <= 2_000 else { return true }
    return text.split { $0.unicodeScalars.allSatisfy(\.isSpace) }.contains { !isSymbol(Substring($0)) }
  }

  /// Whether a token without white space is a name for machines, to be copied.
  package static func isSymbol(_ token: Substring) -> Bool {
    let scalars = token.unicodeScalars
    guard scalars.contains(where: \.isLetter) else { return true }
    guard !scalars.contains(where: \.isIdeographic) else { return false }
    return isURL(token) || isEmailAddress(token) || isPlaceholder(token) || isDocumentSymbol(token)
  }

  private static func isURL(_ token: Substring) -> Bool {
    let body = token.unicodeScalars.drop { !$0.isLetter }
    let head = String(String.UnicodeScalarView(body.prefix(12))).lowercased()
    return ["http://", "https://", "ftp://", "www.", "mailto:", "file://"].contains { head.hasPrefix($0) }
  }

  private static func isEmailAddress(_ token: Substring) -> Bool {
    let parts = token.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let name = parts.first, let host = parts.last else { return false }
    return !name.isEmpty && host.dropLast().contains(".")
  }

  private static func isPlaceholder(_ token: Substring) -> Bool {
    if token.hasPrefix("{"), token.hasSuffix("}") { return true }
    guard token.hasPrefix("%"), let last = token.unicodeScalars.last else { return false }
    return token.unicodeScalars.count <= 6 && "sdifgxuc@".unicodeScalars.contains(last)
  }

  /// `WIPO/IP/AI/GE/19/1`, `A/RES/70/1`: capitals and digits between slashes.
  private static func isDocumentSymbol(_ token: Substring) -> Bool {
    var slashes = 0
    var digits = 0
    for scalar in token.unicodeScalars {
      switch scalar {
      case "/": slashes += 1
      case "0"..."9": digits += 1
      case "A"..."Z", ".", "-", "(", ")", "[", "]", ",", ";", ":": break
      default: return false
      }
    }
    return slashes > 0 && digits > 0
  }
}
