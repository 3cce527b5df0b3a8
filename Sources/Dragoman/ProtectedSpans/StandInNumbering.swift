/// Hands out stand-ins that nothing in the sentence looks like.
struct StandInNumbering {
  private let style: MaskingStyle
  private let prefix: String
  private let taken: Set<String>
  private var nouns = 0
  private var marks = 0

  init(style: MaskingStyle, source: [UInt8], groups: [SpanGroup], avoiding avoided: [String]) {
    self.style = style
    var taken = Set<String>()
    var position = 0
    for range in groups.map(\.range) + [source.count..<source.count] {
      taken.formUnion(StandInKey.keys(in: Array(source[position..<range.lowerBound])))
      position = range.upperBound
    }
    for text in avoided { taken.formUnion(StandInKey.keys(in: Array(text.utf8))) }
    let words = Set(taken.map { $0.prefix { $0.isLetter } })
    let free = style.prefixes.first { !words.contains(Substring($0.filter(\.isLetter))) }
    prefix = free ?? style.prefixes.first ?? ""
    self.taken = taken
  }

  mutating func next(isMark: Bool) -> String {
    // Ends: `taken` is finite and each number gives a new stand-in.
    while true {
      let name: String
      if isMark {
        marks += 1
        name = style.mark(marks)
      } else {
        nouns += 1
        name = style.noun(nouns, prefix: prefix)
      }
      let key = StandInKey.key(of: name)
      if !taken.contains(key), !(isMark && taken.contains(String(key.dropFirst()))) { return name }
    }
  }
}
