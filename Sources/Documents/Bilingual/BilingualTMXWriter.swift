import Dragoman
import Foundation

/// A translation memory, TMX 1.4: an entry for each sentence, or for a whole unit where its sentences are not told
/// apart. A pair that comes again is kept once, and what is no text, as numbers, is left out.
struct BilingualTMXWriter {
  private let document: BilingualDocument

  init(_ document: BilingualDocument) { self.document = document }

  func written() -> Data {
    let from = document.from.code
    var result = Data(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <tmx version="1.4">
        <header creationtool="Dragoman" creationtoolversion="\(value(DragomanVersion.current))" segtype="sentence" \
      o-tmf="Dragoman" adminlang="en" srclang="\(from)" datatype="plaintext">\(origin)</header>
        <body>

      """.utf8)
    var known: Set<BilingualRow.Pair> = []
    for row in document.rows where Translatability.isTranslatable(row.source) {
      let whole = BilingualRow.Pair(
        source: row.source.trimmingSpaces, translation: row.translation.trimmingSpaces)
      let sentences = row.sentences
      for pair in sentences ?? [whole] where !pair.translation.isEmpty && known.insert(pair).inserted {
        result += entry(pair, of: row, isSentence: sentences != nil)
      }
    }
    result += Data("  </body>\n</tmx>\n".utf8)
    return result
  }

  private var origin: String {
    document.name.map { "\n    <prop type=\"x-document\">\(text($0))</prop>\n  " } ?? ""
  }

  private func entry(_ pair: BilingualRow.Pair, of row: BilingualRow, isSentence: Bool) -> Data {
    let context = row.context.map { "      <prop type=\"x-context\">\(text($0))</prop>\n" } ?? ""
    return Data(
      """
          <tu\(isSentence ? "" : " segtype=\"paragraph\"")>
      \(context)      <tuv xml:lang="\(document.from.code)"><seg>\(text(pair.source))</seg></tuv>
            <tuv xml:lang="\(document.to.code)" creationid="MT!"><seg>\(text(pair.translation))</seg></tuv>
          </tu>

      """.utf8)
  }

  private func text(_ text: String) -> String { String(decoding: XMLEscape.text(text), as: UTF8.self) }

  private func value(_ text: String) -> String {
    String(decoding: XMLEscape.value(text, quote: UInt8(ascii: "\"")), as: UTF8.self)
  }
}
