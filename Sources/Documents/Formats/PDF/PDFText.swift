/// The words of a PDF, with their places and looks.
struct PDFText: Sendable {
  struct Box: Sendable, Hashable {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    var height: Double { bottom - top }
    var width: Double { right - left }

    func union(_ other: Box) -> Box {
      Box(
        left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
        bottom: max(bottom, other.bottom))
    }
  }

  struct Style: Sendable, Hashable {
    var isBold = false
    var isItalic = false
    var link: String?

    var isPlain: Bool { self == Style() }
  }

  struct Word: Sendable {
    var text: String
    var box: Box
    var style = Style()
    /// Of the font, in points.
    var size: Double
  }

  struct Line: Sendable {
    var words: [Word]
    var box: Box

    init?(_ words: [Word]) {
      guard let first = words.first else { return nil }
      self.words = words
      box = words.dropFirst().reduce(first.box) { $0.union($1.box) }
    }

    var text: String { words.map(\.text).joined(separator: " ") }
    /// That of its longest words.
    var size: Double { words.max { $0.text.count < $1.text.count }?.size ?? 0 }
    var isBold: Bool { words.allSatisfy(\.style.isBold) }
  }

  struct Page: Sendable {
    var width: Double
    var height: Double
    /// Lines that stand together, in the order of reading.
    var blocks: [[Line]] = []
  }

  private(set) var pages: [Page] = []

  /// - Parameters:
  ///   - words: what `pdftotext -bbox-layout` wrote.
  ///   - fonts: what `pdftohtml -xml` wrote.
  init(words: some Sequence<UInt8>, fonts: some Sequence<UInt8>) {
    readWords(PopplerMarkup(Array(words)))
    var fonts = PDFFonts(PopplerMarkup(Array(fonts)))
    for page in pages.indices {
      for block in pages[page].blocks.indices {
        for line in pages[page].blocks[block].indices {
          fonts.style(&pages[page].blocks[block][line].words, page: page)
        }
      }
    }
  }

  private mutating func readWords(_ markup: PopplerMarkup) {
    var block: [Line] = []
    var line: [Word] = []
    var word: (text: String, box: Box)?
    for piece in markup {
      switch piece {
      case .start("page", let tag):
        let values = markup.attributes(tag)
        pages.append(Page(width: max(1, values.length("width")), height: max(1, values.length("height"))))
      case .start("word", let tag):
        let values = markup.attributes(tag)
        let box = Box(
          left: values.length("xMin"), top: values.length("yMin"), right: values.length("xMax"),
          bottom: values.length("yMax"))
        word = ("", box)
      case .text(let range): word?.text += markup.text(range)
      case .end("word"):
        if let found = word {
          let text = String(String.UnicodeScalarView(found.text.unicodeScalars.filter { $0.value >= 0x20 }))
          if !text.allSatisfy(\.isWhitespace) {
            line.append(Word(text: text, box: found.box, size: max(1, found.box.height / 1.11)))
          }
        }
        word = nil
      case .end("line"):
        if let line = Line(line) { block.append(line) }
        line = []
      case .end("block"):
        if !block.isEmpty, !pages.isEmpty { pages[pages.count - 1].blocks.append(block) }
        block = []
      default: break
      }
    }
  }
}
