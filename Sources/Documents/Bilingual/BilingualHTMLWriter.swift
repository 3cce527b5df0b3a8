import Dragoman
import Foundation

/// A page with a table that needs nothing but itself, reads well aloud and prints with its head on each sheet.
struct BilingualHTMLWriter {
  private static let style = """
    :root { color-scheme: light dark; --line: #8888; --soft: #8881; }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 75rem; padding: 0 1rem; }
    h1 { font-size: 1.25rem; }
    table { border-collapse: collapse; table-layout: fixed; width: 100%; }
    th, td { border: 1px solid var(--line); overflow-wrap: anywhere; padding: .4rem .6rem; text-align: start; \
    vertical-align: top; }
    thead th { background: Canvas; position: sticky; top: 0; }
    td { white-space: pre-wrap; }
    tbody th { font-size: .8rem; font-weight: normal; opacity: .8; text-align: end; }
    tbody tr:nth-child(even) { background: var(--soft); }
    .number { width: 4.5rem; }
    .context { font-size: .8rem; opacity: .8; }
    @page { size: A4; margin: 15mm; }
    @media print {
      body { font-size: 10pt; margin: 0; max-width: none; padding: 0; }
      thead { display: table-header-group; }
      thead th { position: static; }
      tr { break-inside: avoid; }
    }
    """

  private let document: BilingualDocument

  init(_ document: BilingualDocument) { self.document = document }

  func written() -> Data {
    let languages = "\(document.from.nativeName) → \(document.to.nativeName)"
    let title = text([document.name, languages].compactMap(\.self).joined(separator: ": "))
    var result = Data(
      """
      <!DOCTYPE html>
      <html lang="\(document.to.code)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Dragoman \(DragomanVersion.current)">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <main>
      <h1 dir="auto" translate="no">\(title)</h1>
      <table>
      <colgroup><col class="number"><col><col></colgroup>
      <thead>
      <tr><th scope="col">#</th>\(head(document.from))\(head(document.to))</tr>
      </thead>
      <tbody>

      """.utf8)
    for row in document.rows { result += Data(self.row(row).utf8) }
    result += Data("</tbody>\n</table>\n</main>\n</body>\n</html>\n".utf8)
    return result
  }

  private func head(_ language: LanguageTag) -> String {
    "<th scope=\"col\"\(attributes(language))>\(text(language.nativeName))</th>"
  }

  private func row(_ row: BilingualRow) -> String {
    let context = row.context.map { "<div class=\"context\" dir=\"auto\">\(text($0))</div>" } ?? ""
    return "<tr id=\"u\(row.number)\"><th scope=\"row\">\(row.number)</th>"
      + "<td\(attributes(document.from))>\(context)\(text(row.source))</td>"
      + "<td\(attributes(document.to))>\(text(row.translation))</td></tr>\n"
  }

  private func attributes(_ language: LanguageTag) -> String {
    " lang=\"\(language.code)\" dir=\"\(language.direction.rawValue)\""
  }

  /// Lines stay lines, also for programs that take no notice of styles.
  private func text(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.map { line in
      let legal = String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 >= " " || $0 == "\t" }))
      return String(decoding: HTMLEscape.text(legal), as: UTF8.self)
    }.joined(separator: "<br>")
  }
}
