/// Which quotation marks and brackets of a paragraph belong together.
package struct QuotePairs: Sendable {
  /// Opening mark -> closing mark.
  private var closers: [Int: Int] = [:]
  /// Closing mark -> opening mark.
  private var openers: [Int: Int] = [:]

  package func closer(of opener: Int) -> Int? { closers[opener] }
  package func opener(of closer: Int) -> Int? { openers[closer] }

  /// Pairs farther apart than this are no pairs: a lost quotation mark must not join half a document.
  private static let maximumDistance = 600
  private static let maximumDepth = 16

  package init(_ text: ScalarText) {
    var open: [(index: Int, mark: Unicode.Scalar)] = []
    for index in text.scalars.indices {
      let mark = text.scalars[index]
      guard mark.mayQuote else { continue }
      if let position = open.lastIndex(where: { Self.closes(mark, $0.mark) }),
        !(mark == "\"" && Self.opens(index, in: text) && !Self.closesHere(index, in: text))
      {
        let opener = open[position].index
        open.removeSubrange(position...)
        if index - opener <= Self.maximumDistance {
          closers[opener] = index
          openers[index] = opener
        }
      } else if mark.mayOpen, mark != "\"" || Self.opens(index, in: text) {
        open.append((index, mark))
        if open.count > Self.maximumDepth { open.removeFirst() }
      }
    }
  }

  private static func opens(_ index: Int, in text: ScalarText) -> Bool {
    guard let next = text.scalar(at: index + 1), !next.isSpace else { return false }
    guard let previous = text.scalar(at: index - 1) else { return true }
    return !previous.isLetter && !previous.isDigit || previous.isIdeographic
  }

  private static func closesHere(_ index: Int, in text: ScalarText) -> Bool {
    guard let previous = text.scalar(at: index - 1) else { return false }
    return !previous.isSpace
  }

  private static func closes(_ closer: Unicode.Scalar, _ opener: Unicode.Scalar) -> Bool {
    switch opener {
    case "“": closer == "”"
    case "„": closer == "“" || closer == "”"
    case "‚": closer == "‘" || closer == "’"
    case "‘": closer == "’"
    case "«": closer == "»"
    case "»": closer == "«"
    case "‹": closer == "›"
    case "「": closer == "」"
    case "『": closer == "』"
    case "《": closer == "》"
    case "〈": closer == "〉"
    case "【": closer == "】"
    case "〔": closer == "〕"
    case "(", "（": closer == ")" || closer == "）"
    case "[", "［": closer == "]" || closer == "］"
    case "\"", "＂": closer == opener
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var mayQuote: Bool {
    switch value {
    case 0x22, 0x28, 0x29, 0x5B, 0x5D: true
    case 0..<0xAB: false
    case 0xAB, 0xBB, 0x2018...0x201E, 0x2039, 0x203A, 0x3008...0x3011, 0x3014, 0x3015: true
    case 0xFF02, 0xFF08, 0xFF09, 0xFF3B, 0xFF3D: true
    default: false
    }
  }

  fileprivate var mayOpen: Bool {
    switch self {
    case "“", "„", "‚", "‘", "«", "»", "‹", "「", "『", "《", "〈", "【", "〔", "(", "（", "[", "［", "\"", "＂": true
    default: false
    }
  }

  /// Round or square brackets and the like, which hold an aside rather than speech.
  package var isBracket: Bool {
    switch self {
    case "(", "（", ")", "）", "[", "［", "]", "］", "〔", "〕", "【", "】": true
    default: false
    }
  }

  package var isTitleMark: Bool { self == "《" || self == "》" || self == "〈" || self == "〉" }

  /// A mark that only ever closes.
  package var isPlainCloser: Bool {
    switch self {
    case "”", "’", "」", "』", ")", "）", "】", "》", "〉", "］", "]", "}", "｝", "〗", "〕", "›": true
    default: false
    }
  }

  /// A mark that may stand before the first letter of a sentence.
  package var isOpeningMark: Bool {
    switch self {
    case "“", "„", "‚", "‘", "«", "»", "‹", "「", "『", "《", "〈", "【", "〔", "(", "（", "[", "［", "\"", "'", "＂",
      "¿", "¡", "*", "_", "-", "–", "—":
      true
    default: false
    }
  }
}
