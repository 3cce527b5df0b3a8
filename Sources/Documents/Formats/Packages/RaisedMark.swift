import Dragoman

/// A raised number or mark, which is no part of the sentence: a footnote's, or an exponent.
enum RaisedMark {
  private static let longest = 8
  private static let signs = "*†‡§[](),+-−".unicodeScalars

  static func isMark(_ text: String) -> Bool {
    let mark = text.unicodeScalars.filter { !$0.isSpace }
    return !mark.isEmpty && mark.count <= longest && mark.allSatisfy { $0.isDigit || signs.contains($0) }
  }
}
