/// Digits of Arabic texts.
enum DigitStyle {
  static func indic(_ text: String) -> [TextEdits.Edit] { shifted(text, from: 0x30, to: 0x660) }

  static func western(_ text: String) -> [TextEdits.Edit] { shifted(text, from: 0x660, to: 0x30) }

  private static func shifted(_ text: String, from zero: UInt32, to other: UInt32) -> [TextEdits.Edit] {
    text.unicodeScalars.enumerated().compactMap { place, scalar in
      guard (zero...zero + 9).contains(scalar.value), let digit = Unicode.Scalar(scalar.value - zero + other)
      else {
        return nil
      }
      return TextEdits.Edit(range: place..<place + 1, replacement: String(digit))
    }
  }
}
