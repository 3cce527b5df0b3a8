/// Finds the spans of a text that must not be translated.
///
/// One pass over the UTF-8 bytes. Every look ahead that may fail is bounded, so the time is linear in the
/// text's length whatever the text holds.
public struct ProtectedSpanDetector: Sendable {
  /// The kinds that are looked for.
  public var kinds: Set<ProtectedSpan.Kind>

  public init(kinds: Set<ProtectedSpan.Kind> = Set(ProtectedSpan.Kind.allCases)) {
    self.kinds = kinds
  }

  /// The spans of `text` in order, none overlapping; where several begin together the longest wins.
  public func spans(in text: String) -> [ProtectedSpan] {
    let scanner = SpanScanner(bytes: Array(text.utf8))
    var spans: [ProtectedSpan] = []
    var position = 0
    while position < scanner.bytes.count {
      let step = scanner.step(at: position)
      if let kind = step.kind, kinds.contains(kind) {
        let range = position..<step.end
        spans.append(
          ProtectedSpan(kind: kind, range: range, text: String(decoding: scanner.bytes[range], as: UTF8.self))
        )
        position = step.end
      } else {
        position = step.kind == nil ? step.end : position + 1
      }
    }
    return spans
  }
}
