import Dragoman

/// Values of several tokens that are code: patterns of dates, style sheets, command lines.
enum CodePatterns {
  /// Longer values are no patterns.
  private static let longest = 400

  static func match(_ text: String) -> Bool {
    guard text.utf8.count <= longest else { return !text.contains { $0.isWhitespace || !$0.isASCII } }
    return isDatePattern(text) || isStyleSheet(text) || isStyleValue(text) || isCommand(text)
  }

  /// `1px solid #ccc`
  private static func isStyleValue(_ text: String) -> Bool {
    let tokens = text.split(whereSeparator: \.isWhitespace)
    guard tokens.count <= 5, !text.contains(where: { $0.isUppercase || !$0.isASCII }) else { return false }
    return tokens.contains { token in
      if token.hasPrefix("#") {
        return [4, 5, 7, 9].contains(token.utf8.count) && token.dropFirst().allSatisfy(\.isHexDigit)
      }
      let unit = token.drop { $0.isNumber || $0 == "." }
      return unit.utf8.count < token.utf8.count && ["px", "em", "rem", "vh", "vw"].contains(unit)
    }
  }

  /// `yyyy-MM-dd HH:mm`, `EEEE, d MMMM`: runs of one letter.
  private static func isDatePattern(_ text: String) -> Bool {
    let letters = "yYuMLdDEecHhKkmsSaAzZXxQqwWG".unicodeScalars
    var runs: [Int] = []
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar.isLetter {
        guard letters.contains(scalar) else { return false }
        if scalar == last, let count = runs.popLast() {
          runs.append(count + 1)
        } else if last?.isLetter ?? false {
          return false
        } else {
          runs.append(1)
        }
      } else if !scalar.isASCII || scalar.isDigit {
        return false
      }
      last = scalar
    }
    return runs.contains { $0 >= 2 }
  }

  /// `color: red; margin: 0 auto;`
  private static func isStyleSheet(_ text: String) -> Bool {
    let parts = text.split(separator: ";").filter { !$0.allSatisfy(\.isWhitespace) }
    guard text.contains(";"), !parts.isEmpty else { return false }
    return parts.allSatisfy { part in
      let sides = part.split(separator: ":", maxSplits: 1)
      guard sides.count == 2 else { return false }
      let name = sides[0].drop(while: \.isWhitespace)
      return !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }
        && sides[1].split(whereSeparator: \.isWhitespace).count <= 6
    }
  }

  private static func isCommand(_ text: String) -> Bool {
    let tokens = text.split(whereSeparator: \.isWhitespace)
    guard let first = tokens.first, first.first.map({ !$0.isUppercase }) ?? false else { return false }
    return tokens.contains {
      ["&&", "||", "=>", "|", "=", "=="].contains($0) || $0.hasPrefix("--") && $0.count > 3
    }
  }
}
