import Dragoman

/// Finds the paragraphs of a TTML source and their times; everything else is left where it is.
struct TTMLReader {
  private(set) var cues: [Cue] = []
  /// The root's language, or the place for one.
  private(set) var language: (range: Range<Int>, isNew: Bool)?
  private(set) var declared: LanguageTag?
  /// How this source writes a break.
  private(set) var lineBreak = Array("<br/>".utf8)
  private let bytes: [UInt8]
  private var times = TTMLTime()
  private var open: Cue?
  private var depth = 0
  /// Elements inside a paragraph whose text is about it and not in it.
  private var hidden = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.next() { add(token) }
    close()
  }

  private mutating func add(_ token: HTMLToken) {
    switch token.kind {
    case .text: text(token.range)
    case .start(let qualified, let attributes, let isSelfClosing):
      start(Self.local(qualified), qualified, attributes, isSelfClosing, token.range)
    case .end(let qualified):
      if hidden > 0 {
        hidden -= 1
      } else if Self.local(qualified) == "p" {
        close()
      } else {
        open?.tokens.append(CueToken(.closing(name: qualified), token.range))
      }
    case .other: open?.tokens.append(CueToken(.mark, token.range))
    }
  }

  private mutating func start(
    _ name: String, _ qualified: String, _ attributes: [HTMLToken.Attribute], _ isSelfClosing: Bool,
    _ range: Range<Int>
  ) {
    if name == "tt" { root(qualified, attributes, range) }
    guard open != nil else {
      if name == "p", !isSelfClosing { open = paragraph(attributes) }
      return
    }
    if hidden > 0 || name == "metadata" || qualified.hasPrefix("ttm:") {
      if !isSelfClosing { hidden += 1 }
      open?.tokens.append(CueToken(.mark, range))
    } else if name == "br" {
      if cues.isEmpty { lineBreak = Array(bytes[range]) }
      open?.tokens.append(CueToken(.lineBreak, range))
      if !isSelfClosing { hidden += 1 }
    } else if name == "p" {
      // Never closed.
      close()
      if !isSelfClosing { open = paragraph(attributes) }
    } else {
      open?.tokens.append(CueToken(isSelfClosing ? .mark : .opening(name: qualified), range))
    }
  }

  private mutating func root(_ qualified: String, _ attributes: [HTMLToken.Attribute], _ range: Range<Int>) {
    guard language == nil else { return }
    if let attribute = attributes.first(where: { $0.name == "xml:lang" && $0.hasValue }) {
      language = (attribute.value, false)
      declared = try? LanguageTag(value(attribute))
    } else {
      let end = range.lowerBound + 1 + qualified.utf8.count
      language = (end..<end, true)
    }
    for attribute in attributes where attribute.hasValue {
      switch Self.local(attribute.name) {
      case "framerate": times.frameRate = Double(value(attribute)) ?? times.frameRate
      case "tickrate": times.tickRate = Double(value(attribute)) ?? times.tickRate
      default: break
      }
    }
  }

  private func paragraph(_ attributes: [HTMLToken.Attribute]) -> Cue {
    var cue = Cue(number: cues.count + 1, tokens: [])
    var duration: Double?
    for attribute in attributes where attribute.hasValue {
      switch attribute.name {
      case "begin": cue.start = times.seconds(value(attribute))
      case "end": cue.end = times.seconds(value(attribute))
      case "dur": duration = times.seconds(value(attribute))
      case "ttm:agent": cue.speaker = value(attribute)
      default: break
      }
    }
    if let duration, let start = cue.start, cue.end == nil { cue.end = start + duration }
    return cue
  }

  private mutating func text(_ range: Range<Int>) {
    guard open != nil else { return }
    guard hidden == 0 else {
      open?.tokens.append(CueToken(.mark, range))
      return
    }
    var index = range.lowerBound
    while index < range.upperBound {
      if let found = CharacterReference.read(bytes, at: index, end: range.upperBound) {
        open?.tokens.append(CueToken(.text(found.scalar), index..<found.end))
        index = found.end
        continue
      }
      let end = min(index + UTF8Width.width(of: bytes[index]), range.upperBound)
      if let scalar = UTF8Width.scalar(bytes[index..<end]) {
        open?.tokens.append(
          CueToken(scalar == "\n" || scalar == "\r" ? .lineBreak : .text(scalar), index..<end))
      }
      index = end
    }
  }

  private mutating func close() {
    if let open { cues.append(open) }
    open = nil
    hidden = 0
  }

  private func value(_ attribute: HTMLToken.Attribute) -> String {
    String(decoding: bytes[attribute.value], as: UTF8.self)
  }

  private static func local(_ name: String) -> String {
    String(name.split(separator: ":", omittingEmptySubsequences: false).last ?? "")
  }
}
