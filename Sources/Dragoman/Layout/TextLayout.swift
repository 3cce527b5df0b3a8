/// A plain text taken apart into what is to be translated and what stays as it is.
///
/// Line ends of every kind, blank lines, indents, list markers, footnote marks, trailing spaces, column
/// gaps and a
/// byte order mark are kept. A line without anything to translate (punctuation, `♪`, `---`, a number,
/// emoji, a bare
/// URL or document symbol) is copied. Rendering with each unit's own text gives the input back byte for byte.
public struct TextLayout: Sendable {
  /// When the lines of a paragraph are taken for one text.
  public enum Unwrapping: String, Sendable, Hashable {
    /// Each line is a paragraph: as many lines come out as went in.
    case never
    /// Lines that a program broke at a fixed width: three or more of similar length, of which none but the
    /// last had
    /// room for the next one's first word.
    case automatic
    /// All neighbouring lines up to a blank line, an indent or a list marker.
    case always
  }

  /// The pieces to translate, in order.
  public let units: [TextUnit]

  private enum Piece: Sendable {
    case copied(String)
    case unit(Int)
  }

  private let pieces: [Piece]

  /// Parses a whole text; any text is one, and takes time linear in its length.
  ///
  /// - Parameter unwrapping: whether hard-wrapped lines are joined to one unit, whose translation then
  ///   stands in a
  ///   single line.
  public init(_ text: some StringProtocol, unwrapping: Unwrapping = .never) {
    let scalars = ScalarText(text)
    var units: [TextUnit] = []
    var pieces: [Piece] = []
    var copied = 0

    let lines = LineParser(scalars).lines(unwrapping: unwrapping)
    for line in lines {
      for body in line.bodies {
        guard let unit = TextLayout.unit(in: body, of: scalars, line: line) else { continue }
        if copied < body.lowerBound { pieces.append(.copied(scalars[copied..<body.lowerBound])) }
        pieces.append(.unit(units.count))
        units.append(unit)
        copied = body.upperBound
      }
    }
    if copied < scalars.count { pieces.append(.copied(scalars[copied..<scalars.count])) }
    self.units = units
    self.pieces = pieces
  }

  /// The text with each unit's translation in its place.
  ///
  /// - Parameter translations: one for each of ``units``; a unit's own text stands for its original, inner
  ///   spaces
  ///   and line breaks included.
  public func render(translations: [String]) throws(TextLayoutError) -> String {
    guard translations.count == units.count else {
      throw .wrongNumberOfTranslations(expected: units.count, given: translations.count)
    }
    var result = ""
    for piece in pieces {
      switch piece {
      case .copied(let text): result += text
      case .unit(let index):
        let translation = translations[index]
        result += translation == units[index].text ? units[index].original : translation
      }
    }
    return result
  }

  private static func unit(in body: Range<Int>, of text: ScalarText, line: LineParser.Line) -> TextUnit? {
    let original = text[body]
    guard Translatability.isTranslatable(original) else { return nil }
    let clean = line.isWrapped ? LineParser.unwrapped(body, of: text) : original
    return TextUnit(text: SpacedHeading.collapsed(clean), original: original, line: line.number)
  }
}
