/// How the words of a PDF look, as `pdftohtml -xml` says it of stretches of text.
struct PDFFonts {
  private struct Stretch {
    var box: PDFText.Box
    var size: Double
    var words: [(text: String, style: PDFText.Style)] = []
    /// The words before it were found.
    var next = 0
  }

  /// Points that share a list of stretches, and how many of them are looked at.
  private static let band = 10.0
  private static let most = 100
  /// How many words a word is compared with.
  private static let reach = 16

  private var stretches: [Stretch] = []
  /// Of each page, stretches by the bands that they lie in.
  private var bands: [[Int: [Int]]] = []

  init(_ markup: PopplerMarkup) {
    var sizes: [String: Double] = [:]
    var current: Stretch?
    var style = PDFText.Style()
    for piece in markup {
      switch piece {
      case .start("page", _): bands.append([:])
      case .start("fontspec", let tag):
        let values = markup.attributes(tag)
        sizes[values["id"] ?? ""] = values.length("size")
      case .start("text", let tag):
        let values = markup.attributes(tag)
        let (left, top) = (values.length("left"), values.length("top"))
        current = Stretch(
          box: PDFText.Box(
            left: left, top: top, right: left + values.length("width"), bottom: top + values.length("height")),
          size: sizes[values["font"] ?? ""] ?? 0)
        style = PDFText.Style()
      case .start("b", _): style.isBold = true
      case .end("b"): style.isBold = false
      case .start("i", _): style.isItalic = true
      case .end("i"): style.isItalic = false
      case .start("a", let tag):
        let link = markup.attributes(tag)["href"] ?? ""
        style.link = Self.isWeb(link) ? link : nil
      case .end("a"): style.link = nil
      case .text(let range):
        let words = markup.text(range).split(whereSeparator: \.isWhitespace)
        current?.words += words.map { (String($0), style) }
      case .end("text"):
        if let current { add(current) }
        current = nil
      default: break
      }
    }
  }

  private static func isWeb(_ link: String) -> Bool {
    ["http://", "https://", "mailto:", "ftp://"].contains { link.lowercased().hasPrefix($0) }
  }

  private mutating func add(_ stretch: Stretch) {
    guard !bands.isEmpty, !stretch.words.isEmpty else { return }
    let (first, last) = (Int(stretch.box.top / Self.band), Int(stretch.box.bottom / Self.band))
    for band in first...max(first, min(last, first + 20)) {
      bands[bands.count - 1][band, default: []].append(stretches.count)
    }
    stretches.append(stretch)
  }

  /// Gives the words of a line their looks.
  mutating func style(_ words: inout [PDFText.Word], page: Int) {
    guard bands.indices.contains(page) else { return }
    for index in words.indices {
      let box = words[index].box
      let (x, y) = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      let here = (bands[page][Int(y / Self.band)] ?? []).prefix(Self.most).first {
        let place = stretches[$0].box
        return place.left - 1 <= x && x <= place.right + 1 && place.top - 1 <= y && y <= place.bottom + 1
      }
      guard let here else { continue }
      let stretch = stretches[here]
      let found = stretch.words.indices[min(stretch.next, stretch.words.count)...].prefix(Self.reach).first {
        stretch.words[$0].text == words[index].text || stretch.words[$0].text.hasPrefix(words[index].text)
      }
      if let found { stretches[here].next = found + 1 }
      let place = found ?? min(max(0, stretch.next - 1), stretch.words.count - 1)
      words[index].style = stretch.words[place].style
      if stretch.size > 0 { words[index].size = stretch.size }
    }
  }
}
