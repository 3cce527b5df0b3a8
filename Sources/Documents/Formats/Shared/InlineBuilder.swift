import Dragoman

/// Gathers a unit's text and tags from a source in which white space is one space and tags are stretches of bytes.
struct InlineBuilder {
  /// What stands in the source for a tag.
  struct Stretch: Sendable {
    var opening: Range<Int>
    var closing: Range<Int>?
    /// Written at the closing's end: what the words inside have named in the source.
    var label: [UInt8]?
    /// The text of what is not translated, between the marks that protect it; nil for ordinary tags.
    var literal: String?
    /// The space behind it in the text is not written.
    var isBreak = false
  }

  /// Literals longer than this are no part of a sentence.
  private static let longestLiteral = 500
  /// How many open tags a closing one is compared with.
  private static let reach = 200

  /// White space is text as it stands, but for that at the ends.
  var preservesSpace = false
  private(set) var text = ""
  private(set) var tags: [InlineTag] = []
  private(set) var stretches: [Int: Stretch] = [:]
  /// The source from the first text or tag to the last.
  private(set) var range: Range<Int>?
  /// Tags not closed so far, by what closes them.
  private var open: [(tag: Int, name: String)] = []
  private var length = 0
  private var nextID = 1
  private var last: Unicode.Scalar?
  private var gap = Gap.none
  private var gapPlace: Range<Int>?
  /// White space as it stands that comes before the next text or tag.
  private var kept: [Unicode.Scalar] = []

  private enum Gap {
    case none
    case space
    case lineEnd
  }

  /// Whether there is text beside literals.
  private(set) var hasText = false

  // MARK: - Text

  /// A character of the text that stands at `place` of the source.
  mutating func add(_ scalar: Unicode.Scalar, at place: Range<Int>) {
    switch scalar {
    case _ where preservesSpace && [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar): kept.append(scalar)
    case " ", "\t", "\u{C}":
      if gap == .none { gap = .space }
      extendGap(place)
    case "\n", "\r":
      gap = .lineEnd
      extendGap(place)
    default:
      closeGap(before: scalar)
      append(scalar)
      hasText = true
      extend(place)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    text.unicodeScalars.append(scalar)
    length += UTF8.width(scalar)
    last = scalar
  }

  private mutating func extendGap(_ place: Range<Int>) {
    gapPlace = (gapPlace?.lowerBound ?? place.lowerBound)..<place.upperBound
  }

  /// Between ideographs a line may end anywhere, and no space is meant.
  private mutating func closeGap(before next: Unicode.Scalar?) {
    defer { (gap, gapPlace) = (.none, nil) }
    if range != nil { for scalar in kept { append(scalar) } }
    if !kept.isEmpty { kept = [] }
    guard gap != .none, let last else { return }
    guard last != " " else { return keepGap() }
    if gap == .lineEnd, last.isWide, next?.isWide == true { return }
    append(" ")
  }

  /// The space behind a tag that has one before it goes with the tag.
  private mutating func keepGap() {
    guard let tag = tags.last, tag.role == .standalone, tag.offset == length, let gapPlace,
      let stretch = stretches[tag.id], !stretch.isBreak, stretch.opening.upperBound == gapPlace.lowerBound
    else { return }
    stretches[tag.id]?.opening = stretch.opening.lowerBound..<gapPlace.upperBound
  }

  private mutating func extend(_ place: Range<Int>) {
    guard let range else {
      self.range = place
      return
    }
    self.range = min(range.lowerBound, place.lowerBound)..<max(range.upperBound, place.upperBound)
  }

  // MARK: - Tags

  mutating func open(_ name: String, at place: Range<Int>, keepsApart: Bool = false) {
    settleGap()
    open.append((tags.count, name))
    tags.append(InlineTag(id: nextID, role: .opening, offset: length, keepsApart: keepsApart))
    record(place)
  }

  /// - Parameter label: see ``Stretch``.
  mutating func close(_ name: String, at place: Range<Int>, label: [UInt8]? = nil) {
    guard let match = open.suffix(Self.reach).lastIndex(where: { $0.name == name }) else {
      standalone(at: place)
      tags[tags.count - 1].keepsOrder = true
      return
    }
    // What was opened inside and not closed stands alone.
    for entry in open[(match + 1)...] { standAlone(entry.tag) }
    let opening = tags[open[match].tag]
    open.removeSubrange(match...)
    tags.append(
      InlineTag(id: opening.id, role: .closing, offset: length, keepsApart: opening.keepsApart))
    stretches[opening.id]?.closing = place
    stretches[opening.id]?.label = label
    extend(place)
  }

  mutating func standalone(at place: Range<Int>, hug: InlineTag.Hug = .before, keepsOrder: Bool = false) {
    settleGap()
    tags.append(
      InlineTag(id: nextID, role: .standalone, offset: length, hug: hug, keepsOrder: keepsOrder))
    record(place)
  }

  /// A space before a tag stays before it.
  private mutating func settleGap() {
    if preservesSpace || gap == .space || (gap == .lineEnd && last?.isWide == false) { closeGap(before: nil) }
  }

  /// A break: its reader sees white space.
  mutating func lineBreak(at place: Range<Int>) {
    (gap, gapPlace, kept) = (.none, nil, [])
    standalone(at: place)
    stretches[nextID - 1]?.isBreak = true
    gap = .space
  }

  /// Something that is not translated and yet is part of the sentence: code, a name.
  ///
  /// Between backticks the engine lets it stand as it is. What is long or has line ends or backticks of its own
  /// stands alone, without text.
  mutating func literal(_ content: String, at place: Range<Int>) {
    let isWord =
      !content.isEmpty && content.utf8.count <= Self.longestLiteral
      && !content.utf8.contains { $0 == 0x60 || $0 == 0x0A || $0 == 0x0D }
    closeGap(before: "`")
    guard isWord else {
      standalone(at: place)
      return
    }
    let id = nextID
    tags.append(InlineTag(id: id, role: .opening, offset: length))
    record(place)
    let quoted = "`\(content)`"
    for scalar in quoted.unicodeScalars { append(scalar) }
    tags.append(InlineTag(id: id, role: .closing, offset: length))
    stretches[id]?.literal = quoted
  }

  /// Its other half is in another unit, and so may those of its neighbours be.
  private mutating func standAlone(_ tag: Int) {
    tags[tag].role = .standalone
    tags[tag].keepsOrder = true
  }

  private mutating func record(_ place: Range<Int>) {
    stretches[nextID] = Stretch(opening: place)
    nextID += 1
    extend(place)
  }

  // MARK: - End

  /// The unit; nothing can be added behind it.
  mutating func unit(id: String, context: String? = nil) -> DocumentUnit {
    for entry in open { standAlone(entry.tag) }
    open = []
    return DocumentUnit(id: id, text: text, tags: tags, context: context, preservesSpace: preservesSpace)
  }
}
