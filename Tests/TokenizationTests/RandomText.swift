import TestSupport

/// Text of every kind, the same from the same seed; now and then no text at all but bytes.
struct RandomText {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let words: [String] = [
    "the", "chair", "committee", "ferry", "island", "Wasser", "marché", "montaña", "поезд", "园里", "委员会",
    "会议", "本を", "المكتبة", "X1", "<<x>>", "{1}", "ab", "abc", "abd", "ζψ", "ζψζ", "ζψζξ", "ψζ", "ξξξξ",
    "ζζψζψ",
    "12", "3.5", "<s>", "</s>", "<unk>", "<0xE4>", "ψ", "ζ", "ξ", "\u{2581}", "\u{2581}the",
  ]
  private static let oddities: [String] = [
    "e\u{301}", "u\u{308}", "e\u{301}e", "\u{FF21}\u{FF22}", "\u{3000}", "\u{A0}", "\t", "\n", "\u{2026}",
    "\u{FB01}", "\u{200B}", "\u{BD}", "\u{1E9B}\u{323}", "\u{F900}", "\u{FDFA}", "한국",
    "\u{1112}\u{1161}\u{11AB}",
    "🙂", "🙂🙂", "👩‍👩‍👧", "🇨🇳", "\0", "\u{1}", "\u{7F}", "\u{85}", "\u{FEFF}", "\u{FFFD}", "\u{10FFFF}",
    "ﾊﾟ", "㍿", "Ⅷ", "²", "ẛ̣", "ก็", "क्षि", "木 ", "  ", "     ", ",", ".", "…", "。",
  ]
  private static let broken: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xE4, 0xBB], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x99],
    [0x80],
    [0xE0, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x96],
  ]

  mutating func below(_ bound: Int) -> Int {
    Int(generator.next() % UInt64(bound))
  }

  /// Up to `parts` words, characters and oddities, with spaces or without.
  mutating func bytes(parts: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<below(parts + 1) {
      switch below(10) {
      case 0..<4: bytes += Self.words[below(Self.words.count)].utf8
      case 4..<7: bytes += Self.oddities[below(Self.oddities.count)].utf8
      case 7: bytes += Self.broken[below(Self.broken.count)]
      default: bytes += character.utf8
      }
      if below(3) == 0 { bytes.append(0x20) }
    }
    return bytes
  }

  /// A character from a block that a model may know, or from anywhere.
  private var character: String {
    mutating get {
      let blocks: [Range<UInt32>] = [
        0x21..<0x7F, 0x61..<0x7B, 0xA1..<0x250, 0x300..<0x370, 0x3B1..<0x3CA, 0x400..<0x480, 0x600..<0x660,
        0x900..<0xA00, 0x3041..<0x30FF, 0x4E00..<0x5200, 0xF900..<0xFB00, 0x1F600..<0x1F650,
        0..<0x110000,
      ]
      let block = blocks[below(blocks.count)]
      let scalar = Unicode.Scalar(block.lowerBound + UInt32(below(block.count)))
      return scalar.map { String(Character($0)) } ?? "\u{FFFD}"
    }
  }
}
