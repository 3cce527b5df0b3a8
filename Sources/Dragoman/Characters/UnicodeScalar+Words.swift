extension Unicode.Scalar {
  /// Whether it is a letter or a digit of any script.
  var isLetterOrDigit: Bool {
    if isASCII { return UInt8(truncatingIfNeeded: value).isASCIIAlphanumeric }
    // Ideographs are by far the most frequent beside ASCII; the property tables are slow.
    if (0x4E00...0x9FFF).contains(value) { return true }
    return properties.isAlphabetic || properties.numericType != nil
  }
}
