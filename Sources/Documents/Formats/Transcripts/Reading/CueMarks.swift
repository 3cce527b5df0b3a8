import Dragoman

/// The signs that stand around words in cues.
enum CueMarks {
  static func isMusic(_ scalar: Unicode.Scalar) -> Bool {
    (0x2669...0x266F).contains(scalar.value) || scalar == "\u{1F3B5}" || scalar == "\u{1F3B6}"
  }

  /// The bracket that closes one that a stage mark may begin with.
  static func closer(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "[": "]"
    case "(": ")"
    case "（": "）"
    case "［": "］"
    case "【": "】"
    case "〔": "〕"
    default: nil
    }
  }

  /// Brackets that also stand around what a speaker says by the way.
  static func isRound(_ scalar: Unicode.Scalar) -> Bool { scalar == "(" || scalar == "（" }

  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "–" || scalar == "—" || scalar == "\u{2010}"
  }

  /// Ends a sentence.
  static func isFinal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "!", "?", "。", "！", "？", "．", "؟", "।", "۔", "‼", "⁇", "⁈", "⁉": true
    default: false
    }
  }

  /// Stands behind the mark that ends a sentence, and is part of it.
  static func isCloser(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", "”", "’", "»", ")", "]", "）", "］", "」", "』", "】", "》", "〉", "〕": true
    default: false
    }
  }

  static func isOpener(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "“", "‘", "«", "(", "[", "（", "［", "「", "『", "【", "《", "〈", "〔", "¿", "¡": true
    default: false
    }
  }

  /// Divides a sentence.
  static func isComma(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ";", ":", "，", "；", "：", "、", "،", "؛", "—", "–", "…": true
    default: false
    }
  }
}
