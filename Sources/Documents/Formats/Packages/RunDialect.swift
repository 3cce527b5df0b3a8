/// What a text with runs is called in each of the three languages of Office Open XML, and in OpenDocument, where runs
/// are elements inside each other and hold their text themselves.
enum RunDialect: Sendable {
  case word
  case drawing
  case sheet
  case openDocument

  /// - Parameter name: of the element that has a paragraph's runs in it.
  init?(paragraph name: String) {
    switch name {
    case "w:p": self = .word
    case "a:p": self = .drawing
    case "s:si", "s:is", "s:text": self = .sheet
    case "text:p", "text:h": self = .openDocument
    default: return nil
    }
  }

  private var prefix: String {
    switch self {
    case .word: "w"
    case .drawing: "a"
    case .sheet: "s"
    case .openDocument: "text"
    }
  }

  var run: String { "\(prefix):r" }
  var runProperties: String { "\(prefix):rPr" }
  var paragraphProperties: String { "\(prefix):pPr" }
  var text: String { "\(prefix):t" }

  var hasTextElements: Bool { self != .openDocument }

  /// Behind the name of the element that has text in it.
  var textAttributes: String { self == .drawing ? "" : " xml:space=\"preserve\"" }

  /// Characters that stand between texts as tabs and line ends of their own do.
  func divides(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .word, .openDocument: false
    case .drawing: scalar == "\t" || scalar == "\u{B}"
    case .sheet: scalar == "\n" || scalar == "\r" || scalar == "\t"
    }
  }
}
