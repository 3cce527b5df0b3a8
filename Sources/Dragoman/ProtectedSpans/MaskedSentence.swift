/// A sentence whose protected spans have given way to stand-ins that a model copies.
///
/// Footnote marks and tags at either end of the sentence are cut off and set back at the same end. What is
/// left goes to the model as `text`; `restore(_:spacing:)` puts the spans back and says which are missing.
public struct MaskedSentence: Sendable {
  public let source: String
  /// In order, none overlapping.
  public let spans: [ProtectedSpan]
  public let style: MaskingStyle
  /// What to translate.
  public let text: String
  /// In the order of `text`.
  public let standIns: [StandIn]
  /// Marks and tags cut off before `text` and after it, with the spaces beside them.
  let leading: SpanFragment
  let trailing: SpanFragment
  /// Whether `trailing` stood before the sentence's end punctuation.
  let trailingPrecedesEnd: Bool

  /// Masks `spans` of `source`.
  ///
  /// - Parameters:
  ///   - source: One sentence.
  ///   - spans: From `ProtectedSpanDetector`, by bytes of `source`. Spans that are out of order, overlap an
  ///     earlier one or do not say what the source holds are left out.
  ///   - avoided: Text that no stand-in may look like, such as glossary terms; `source` is always avoided.
  public init(
    masking source: String, spans: [ProtectedSpan], style: MaskingStyle = .code,
    avoiding avoided: [String] = []
  ) {
    let bytes = Array(source.utf8)
    self.source = source
    self.style = style
    self.spans = Self.checked(spans, in: bytes)
    let cut = SentenceCut(groups: SpanGroup.groups(of: self.spans, in: bytes), in: bytes)
    leading = cut.leading
    trailing = cut.trailing
    trailingPrecedesEnd = cut.trailingPrecedesEnd
    var numbering = StandInNumbering(style: style, source: bytes, groups: cut.inner, avoiding: avoided)
    var text: [UInt8] = []
    var standIns: [StandIn] = []
    var position = cut.body.lowerBound
    for group in cut.inner {
      let range = group.range
      text += bytes[position..<range.lowerBound]
      let before = text.last ?? 0
      let after = range.upperBound < cut.body.upperBound ? bytes[range.upperBound] : 0
      // A stand-in must be a word of its own: `{n}px` becomes `X1 px`.
      if before.isWordByte { text.append(0x20) }
      let name = numbering.next(isMark: group.isMark)
      let start = text.count
      text += name.utf8
      standIns.append(
        StandIn(
          text: name, maskedRange: start..<text.count, content: String(decoding: bytes[range], as: UTF8.self),
          sourceRange: range, spans: group.spans, setting: group.setting,
          touchingBefore: before.isWordByte ? before : 0, touchingAfter: after.isWordByte ? after : 0,
          isQuoted: QuotationMark.encloses(range, in: bytes)))
      if after.isWordByte { text.append(0x20) }
      position = range.upperBound
    }
    // A tail cut off before the end punctuation leaves a hole in the body.
    text += bytes[position..<cut.body.upperBound]
    text += bytes[cut.end]
    self.text = String(decoding: text, as: UTF8.self)
    self.standIns = standIns
  }

  /// Whether a model has anything to do: false when nothing but spans, punctuation and spaces is there.
  public var needsTranslation: Bool {
    let bytes = Array(text.utf8)
    var outside: [UInt8] = []
    var position = 0
    for standIn in standIns {
      outside += bytes[position..<standIn.maskedRange.lowerBound]
      position = standIn.maskedRange.upperBound
    }
    outside += bytes[position...]
    return String(decoding: outside, as: UTF8.self).unicodeScalars.contains(where: \.isLetterOrDigit)
  }

  private static func checked(_ spans: [ProtectedSpan], in bytes: [UInt8]) -> [ProtectedSpan] {
    var end = 0
    return spans.filter { span in
      guard span.range.lowerBound >= end, span.range.upperBound <= bytes.count, !span.range.isEmpty,
        bytes[span.range].elementsEqual(span.text.utf8)
      else { return false }
      end = span.range.upperBound
      return true
    }
  }
}
