import Foundation

/// Writes a translated unit with the source's own bytes for its tags.
struct InlineWriter {
  let stretches: [Int: InlineBuilder.Stretch]
  /// The bytes of a stretch of the source, with what is translated in them.
  let source: (Range<Int>) -> [UInt8]
  let escape: (String) -> [UInt8]

  func write(_ unit: TranslatedUnit) -> [UInt8] {
    var result: [UInt8] = []
    var literal: (quoted: String, place: Range<Int>, text: String)?
    // Tags that came to stand in a literal go behind it.
    var delayed: [UInt8] = []
    for piece in unit.pieces {
      switch piece {
      case .text(let text):
        if literal != nil { literal?.text += text } else { result += escape(text) }
      case .tag(let tag):
        guard let stretch = stretches[tag.id] else { continue }
        if let quoted = stretch.literal {
          if tag.role == .opening, literal != nil {
            delayed += source(stretch.opening)
          } else if tag.role == .opening {
            literal = (quoted, stretch.opening, "")
          } else if let found = literal, found.place == stretch.opening {
            result += write(found.quoted, found.place, found.text)
            result += delayed
            (literal, delayed) = (nil, [])
          }
        } else {
          let bytes = source(tag.role == .closing ? stretch.closing ?? 0..<0 : stretch.opening)
          if literal == nil { result += bytes } else { delayed += bytes }
        }
      }
    }
    return result
  }

  /// The source's bytes stand for what came back between the tags; words that got in there are kept.
  private func write(_ quoted: String, _ place: Range<Int>, _ text: String) -> [UInt8] {
    if let found = text.range(of: quoted) {
      return escape(String(text[..<found.lowerBound])) + source(place) + escape(String(text[found.upperBound...]))
    }
    let isWhole = text.hasPrefix("`") && text.hasSuffix("`")
    return source(place) + (isWhole ? [] : escape(text.filter { $0 != "`" }))
  }
}
