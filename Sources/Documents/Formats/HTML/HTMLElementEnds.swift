import Dragoman

/// Where elements end that are passed over, as numbers of tokens.
struct HTMLElementEnds {
  /// How many open elements an end tag is compared with.
  private static let reach = 200

  private let tokens: [HTMLToken]
  private let bytes: [UInt8]
  /// Whether elements end where they say.
  private let isXML: Bool

  init(_ tokens: [HTMLToken], in bytes: [UInt8], isXML: Bool) {
    self.tokens = tokens
    self.bytes = bytes
    self.isXML = isXML
  }

  /// Behind a raised number or mark, which is no part of the sentence: a footnote's, or an exponent.
  func noteMark(_ index: Int, _ name: String) -> Int? {
    var text = ""
    // Around the mark there is at most a link.
    for next in tokens.indices[(index + 1)...].prefix(6) {
      switch tokens[next].kind {
      case .text: text += String(decoding: bytes[tokens[next].range].prefix(16), as: UTF8.self)
      case .start("a", _, _),
        .end("a") where name != "a":
        break
      case .start("sup", _, _),
        .end("sup") where name != "sup":
        break
      case .end(name):
        let mark = text.unicodeScalars.filter { !$0.isSpace }
        let isMark =
          !mark.isEmpty && mark.count <= 8
          && mark.allSatisfy { $0.isDigit || "*†‡§[](),".unicodeScalars.contains($0) }
        return isMark ? next + 1 : nil
      default: return nil
      }
    }
    return nil
  }

  /// Behind the end tag of the element of XML that begins at `index`.
  func xmlElement(_ index: Int) -> Int {
    var depth = 0
    for next in tokens.indices[index...] {
      switch tokens[next].kind {
      case .text, .other: break
      case .start(_, _, let isSelfClosing): if !isSelfClosing { depth += 1 }
      case .end: depth -= 1
      }
      if depth <= 0 { return next + 1 }
    }
    return tokens.count
  }

  /// Behind what tells how a word is read; its end tag may be left out.
  func reading(_ index: Int, _ name: String) -> Int {
    if isXML { return xmlElement(index) }
    for next in tokens.indices[(index + 1)...].prefix(Self.reach) {
      switch tokens[next].kind {
      case .end(name): return next + 1
      case .end("ruby"), .end("rtc"): return next
      case .start(let other, _, _) where HTMLElements.readings.contains(other) && name != "rtc": return next
      case .end(let other) where !HTMLElements.inline.contains(other): return next
      case .start(let other, _, _) where !HTMLElements.inline.contains(other): return next
      default: break
      }
    }
    return index + 1
  }

  /// Behind the element that begins at `index`: behind its end tag, or before what cannot be in it.
  func element(_ index: Int, _ name: String) -> Int {
    if isXML { return xmlElement(index) }
    var open = [name]
    for next in tokens.indices[(index + 1)...] {
      switch tokens[next].kind {
      case .text, .other: break
      case .start(let name, _, let isSelfClosing):
        if open.last == name, HTMLElements.optionalEnd.contains(name) {
          open.removeLast()
          if open.isEmpty { return next }
        }
        if !isSelfClosing, !HTMLElements.void.contains(name) { open.append(name) }
      case .end(let name):
        guard let match = open.suffix(Self.reach).lastIndex(of: name) else {
          if HTMLElements.inline.contains(name) { break }
          return next
        }
        open.removeSubrange(match...)
        if open.isEmpty { return next + 1 }
      }
    }
    return tokens.count
  }
}
