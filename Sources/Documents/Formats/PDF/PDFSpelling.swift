/// Joins lines to text: hyphens at their ends, spaces, notes' marks.
struct PDFSpelling {
  /// Words that are written with a hyphen in the middle of a line.
  private var hyphenated: Set<String> = []
  /// What may begin a word with a hyphen of its own.
  private static let kept: Set<String> = ["self", "non", "well", "ex", "anti", "pro", "all", "cross"]

  init(_ text: PDFText) {
    for line in text.pages.lazy.flatMap(\.blocks).joined() {
      for word in line.words where word.text.dropLast().contains("-") {
        hyphenated.insert(Self.letters(word.text))
      }
    }
  }

  private static func letters(_ text: some StringProtocol) -> String {
    text.lowercased().filter { $0.isLetter || $0 == "-" }
  }

  func runs(of lines: [PDFText.Line]) -> [PDFParagraph.Run] {
    var runs: [PDFParagraph.Run] = []
    var last: PDFText.Word?
    func append(_ text: String, _ style: PDFText.Style, isRaised: Bool = false) {
      if let previous = runs.last, previous.style == style, previous.isRaised == isRaised {
        runs[runs.count - 1].text += text
      } else {
        runs.append(PDFParagraph.Run(text: text, style: style, isRaised: isRaised))
      }
    }
    for line in lines {
      let height = line.words.map(\.box.height).max() ?? 0
      for (index, word) in line.words.enumerated() {
        let isRaised =
          last != nil && word.box.height < 0.8 * height && word.text.count <= 3
          && word.text.unicodeScalars.allSatisfy {
            $0.properties.numericType != nil || "*†‡§".unicodeScalars.contains($0)
          }
        if let last {
          if index == 0, let joined = join(last, word) {
            if joined.dropsHyphen, !runs.isEmpty { runs[runs.count - 1].text.removeLast() }
          } else if !isRaised, needsSpace(last, word, isLineEnd: index == 0) {
            // Between two looks a space belongs to both, or to neither.
            let isSame = runs.last?.style == word.style && runs.last?.isRaised == false
            append(" ", isSame ? word.style : PDFText.Style())
          }
        }
        append(word.text, word.style, isRaised: isRaised)
        last = word
      }
    }
    return runs
  }

  /// Whether a word goes on in the next line.
  private func join(_ last: PDFText.Word, _ word: PDFText.Word) -> (dropsHyphen: Bool, Void)? {
    guard let mark = last.text.last, "-\u{AD}\u{2010}".contains(mark), last.text.count > 1,
      last.text.dropLast().last?.isLetter == true, word.text.first?.isLowercase == true
    else { return nil }
    if mark == "\u{AD}" { return (true, ()) }
    let whole = Self.letters(last.text) + Self.letters(word.text)
    let isKept = hyphenated.contains(whole) || Self.kept.contains(Self.letters(last.text.dropLast()))
    return (!isKept, ())
  }

  private func needsSpace(_ last: PDFText.Word, _ word: PDFText.Word, isLineEnd: Bool) -> Bool {
    guard let before = last.text.unicodeScalars.last, let after = word.text.unicodeScalars.first else {
      return false
    }
    guard before.isWide, after.isWide else { return true }
    return !isLineEnd && word.box.left - last.box.right > 0.4 * word.size
  }
}
