import Foundation

/// Each text, its translation under it, and an empty line.
struct BilingualTextWriter {
  private let document: BilingualDocument

  init(_ document: BilingualDocument) { self.document = document }

  func written() -> Data {
    Data(document.rows.map { "\($0.source)\n\($0.translation)\n" }.joined(separator: "\n").utf8)
  }
}
