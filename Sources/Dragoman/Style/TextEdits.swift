/// Changes to a text, by its scalars; of those that overlap the first stands.
struct TextEdits {
  struct Edit: Equatable {
    var range: Range<Int>
    var replacement: String
  }

  private let scalars: [Unicode.Scalar]
  private(set) var edits: [Edit] = []

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func add(_ edit: Edit) {
    guard edit.range.upperBound <= scalars.count,
      !edits.contains(where: { $0.range.overlaps(edit.range) || $0.range == edit.range }),
      !scalars[edit.range].elementsEqual(edit.replacement.unicodeScalars)
    else { return }
    edits.append(edit)
    edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  var text: String {
    var result = String.UnicodeScalarView()
    var position = 0
    for edit in edits {
      result += scalars[position..<edit.range.lowerBound]
      result += edit.replacement.unicodeScalars
      position = edit.range.upperBound
    }
    result += scalars[position...]
    return String(result)
  }

  /// Where a stretch of the text before is in the text behind the changes.
  func moved(_ span: TextSpan) -> TextSpan {
    TextSpan(start: moved(span.start, isEnd: false), end: moved(span.end, isEnd: true))
  }

  private func moved(_ offset: Int, isEnd: Bool) -> Int {
    var shift = 0
    for edit in edits {
      let length = edit.replacement.unicodeScalars.count
      if edit.range.upperBound <= offset, edit.range.upperBound < offset || !edit.range.isEmpty || !isEnd {
        shift += length - edit.range.count
      } else if edit.range.lowerBound < offset {
        return edit.range.lowerBound + shift + (isEnd ? length : 0)
      } else {
        break
      }
    }
    return offset + shift
  }
}
