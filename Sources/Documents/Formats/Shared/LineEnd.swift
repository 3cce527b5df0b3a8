enum LineEnd {
  /// Whether the first line ends in a carriage return and a line feed.
  static func isCRLF(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(of: 0x0A) else { return false }
    return first > 0 && bytes[first - 1] == 0x0D
  }
}
