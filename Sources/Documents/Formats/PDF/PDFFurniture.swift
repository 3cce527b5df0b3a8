import Foundation

/// The lines that pages repeat at their edges: running heads, page numbers.
struct PDFFurniture {
  /// How much of a page its edges are.
  private static let edge = 0.12

  private var counts: [String: Set<Int>] = [:]
  private let pages: Int
  private let bodySize: Double

  init(_ pages: [PDFText.Page], bodySize: Double) {
    self.pages = pages.count
    self.bodySize = bodySize
    for (number, page) in pages.enumerated() {
      for line in page.blocks.joined() where Self.isAtEdge(line, page) {
        counts[Self.key(line), default: []].insert(number)
      }
    }
  }

  func contains(_ line: PDFText.Line, page: Int, of all: [PDFText.Page]) -> Bool {
    guard Self.isAtEdge(line, all[page]), line.size <= bodySize * 1.3 else { return false }
    if Self.isPageNumber(line) { return true }
    return (counts[Self.key(line)]?.count ?? 0) >= max(2, (pages + 2) / 3)
  }

  private static func isAtEdge(_ line: PDFText.Line, _ page: PDFText.Page) -> Bool {
    line.box.bottom < edge * page.height || line.box.top > (1 - edge) * page.height
  }

  /// Whatever its numbers are, and about where it stands.
  private static func key(_ line: PDFText.Line) -> String {
    var key = ""
    for scalar in line.text.lowercased().unicodeScalars.prefix(200) {
      if scalar.properties.numericType != nil {
        if key.last != "#" { key += "#" }
      } else {
        key.unicodeScalars.append(scalar)
      }
    }
    return "\(Int(line.box.top / 6)) \(key)"
  }

  /// A number by itself, between dashes, or of how many.
  private static func isPageNumber(_ line: PDFText.Line) -> Bool {
    guard line.words.count <= 4 else { return false }
    let words = line.words.map { $0.text.lowercased().trimmingCharacters(in: .punctuationCharacters) }.filter
    { !$0.isEmpty }
    let names: Set<String> = [
      "page", "p", "of", "seite", "von", "sur", "página", "pagina", "de", "第", "页", "頁", "共",
    ]
    let numbers = words.count { $0.allSatisfy { $0.isNumber || "/-–".contains($0) } }
    return numbers >= 1
      && words.allSatisfy { names.contains($0) || $0.allSatisfy { $0.isNumber || "/-–".contains($0) } }
  }
}
