import Testing

/// A paragraph with `|` where one sentence ends and the next begins.
struct SegmentationCase: Sendable, CustomTestStringConvertible {
  let language: String
  let marked: String

  var paragraph: String { marked.replacing("|", with: "") }
  var sentences: [String] { marked.split(separator: "|").map(String.init) }
  var testDescription: String { "\(language): \(marked)" }

  static func cases(_ language: String, _ rows: String) -> [SegmentationCase] {
    rows.split(separator: "\n").map { SegmentationCase(language: language, marked: String($0)) }
  }
}
