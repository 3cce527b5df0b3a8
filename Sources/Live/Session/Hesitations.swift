/// What speakers say while they think.
enum Hesitations {
  private static let words: Set<String> = [
    "er", "erm", "um", "uh", "uhm", "hmm", "mm", "euh", "eh", "ähm", "äh", "эм", "ээ",
  ]
  private static let ideographs: Set<Character> = ["嗯", "呃", "唔"]

  static func removed(from text: String) -> String {
    var result = ""
    for unit in ReadingUnits.of(text) {
      let isBehindMark = result.last.map { "，、。".contains($0) } ?? true
      let word = unit.filter { $0.isLetter }.lowercased()
      if words.contains(word) {
        // A comma belongs to the hesitation, the end of a sentence does not.
        if let end = unit.last, ".!?".contains(end) { result.append(end) }
      } else if let only = word.first, word.count == 1, ideographs.contains(only) {
        continue
      } else if let first = unit.first, "，、".contains(first), isBehindMark {
        result += unit.dropFirst()
      } else {
        result += unit
      }
    }
    return String(result.drop(while: \.isWhitespace))
  }
}
