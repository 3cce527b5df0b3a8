/// Quotation marks, by their UTF-8 bytes.
enum QuotationMark {
  private static let marks = ["\"", "'", "“", "”", "‘", "’", "「", "」", "『", "』", "«", "»"].map {
    Array($0.utf8)
  }

  /// Whether quotation marks stand right around `range`.
  static func encloses(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    ends(bytes[..<range.lowerBound]) && begins(bytes[range.upperBound...])
  }

  static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    marks.contains { bytes.starts(with: $0) }
  }

  static func ends(_ bytes: ArraySlice<UInt8>) -> Bool {
    marks.contains { bytes.suffix($0.count).elementsEqual($0) }
  }
}
