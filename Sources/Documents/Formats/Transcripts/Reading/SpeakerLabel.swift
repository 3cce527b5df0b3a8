import Dragoman

/// `ANNA:` or `[SPEAKER_00]:` before what Anna says.
enum SpeakerLabel {
  private static let longest = 48

  /// A label at the beginning of `scalars`: its name, and how many scalars it has with its colon.
  static func read(_ scalars: some Sequence<Unicode.Scalar>) -> (name: String, count: Int)? {
    var name = ""
    var count = 0
    for scalar in scalars {
      count += 1
      guard count <= longest else { return nil }
      if scalar == ":" || scalar == "：" {
        let bare = withoutBrackets(name.trimmingSpaces)
        return isName(bare) ? (bare, count) : nil
      }
      name.unicodeScalars.append(scalar)
    }
    return nil
  }

  /// Recognisers that tell speakers apart put brackets around their names.
  private static func withoutBrackets(_ name: String) -> String {
    name.first == "[" && name.last == "]" ? String(name.dropFirst().dropLast()) : name
  }

  /// Whether a label needs no others like it to be one.
  static func isSure(_ name: String) -> Bool {
    let letters = name.unicodeScalars.filter(\.isLetter)
    return letters.count >= 2 && letters.allSatisfy(\.isUppercaseLetter)
  }

  /// Up to five capitalised words, or up to ten ideographs.
  static func isName(_ name: String) -> Bool {
    let scalars = name.unicodeScalars
    guard let first = scalars.first, first.isLetter,
      scalars.count(where: { $0 == "(" || $0 == "（" }) == scalars.count(where: { $0 == ")" || $0 == "）" })
    else { return false }
    if scalars.contains(where: \.isIdeographic) {
      return scalars.count <= 10
        && scalars.allSatisfy {
          $0.isIdeographic || $0.isLetter || $0.isDigit || "·・ ()（）".unicodeScalars.contains($0)
        }
    }
    let words = name.split(separator: " ")
    let small: Set<Substring> = [
      "of", "the", "de", "du", "la", "da", "do", "dos", "van", "von", "and", "et", "e", "for", "des",
    ]
    return words.count <= 6
      && words.allSatisfy { word in
        guard let first = word.unicodeScalars.first(where: { $0 != "(" && $0 != "#" }) else { return false }
        return (first.isUppercaseLetter || first.isDigit || small.contains(word) || isCaseless(first))
          && word.unicodeScalars.allSatisfy {
            $0.isLetter || $0.isDigit || $0.isCombiningMark || ".'’-()#&_/".unicodeScalars.contains($0)
          }
      }
  }

  private static func isCaseless(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isLetter && !scalar.isUppercaseLetter && !scalar.isLowercaseLetter
  }
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmingSpaces: String {
    let head = unicodeScalars.drop(while: \.isSpace)
    return String(String.UnicodeScalarView(head.reversed().drop(while: \.isSpace).reversed()))
  }
}
