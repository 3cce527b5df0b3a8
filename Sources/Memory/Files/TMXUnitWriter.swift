import Documents
import Dragoman
import Foundation

/// Units as a TMX 1.4 file, piece by piece.
public struct TMXUnitWriter: Sendable {
  private let sourceLanguage: LanguageTag?

  /// - Parameter sourceLanguage: that of all units; nil where there are several.
  public init(sourceLanguage: LanguageTag?) { self.sourceLanguage = sourceLanguage }

  public var head: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <tmx version="1.4">
      <header creationtool="Dragoman" creationtoolversion="\(DragomanVersion.current)" segtype="sentence" \
    o-tmf="Dragoman" adminlang="en" srclang="\(sourceLanguage?.code ?? "*all*")" datatype="plaintext"/>
      <body>

    """
  }

  public var tail: String { "  </body>\n</tmx>\n" }

  public func entry(_ unit: MemoryUnit) -> String {
    let project = unit.project.isEmpty ? "" : "      <prop type=\"x-project\">\(text(unit.project))</prop>\n"
    let author = unit.isMachineMade ? "MT!" : unit.author
    let source = sourceLanguage == nil ? " srclang=\"\(unit.from.code)\"" : ""
    return """
          <tu\(source)>
      \(project)      <tuv xml:lang="\(unit.from.code)"><seg>\(text(unit.source))</seg></tuv>
            <tuv xml:lang="\(unit.to.code)"\(attribute("creationid", author))\
      \(attribute("creationdate", unit.created.map(Self.date)))><seg>\(text(unit.target))</seg></tuv>
          </tu>

      """
  }

  private func text(_ text: String) -> String { String(decoding: XMLEscape.text(text), as: UTF8.self) }

  private func attribute(_ name: String, _ value: String?) -> String {
    guard let value else { return "" }
    let escaped = XMLEscape.value(value, quote: UInt8(ascii: "\""))
    return " \(name)=\"\(String(decoding: escaped, as: UTF8.self))\""
  }

  private static func date(_ date: Date) -> String {
    let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
    return date.formatted(style)
  }
}
