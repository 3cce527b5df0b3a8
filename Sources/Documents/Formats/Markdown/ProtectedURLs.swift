import Dragoman

/// Addresses, which must not get backslashes.
enum ProtectedURLs {
  private static let detector = ProtectedSpanDetector(kinds: [.url, .email])

  static func ranges(in text: String) -> [Range<Int>] { detector.spans(in: text).map(\.range) }
}
