/// A text that is nothing but an answer in a form or a vote, with or without a full stop: 是, 否, 无.
///
/// One character gives a model nothing to go by, and a no that becomes a yes is the worst of errors.
package struct HanAnswer {
  private static let answers = ["是": "Yes", "否": "No", "无": "None", "無": "None"]

  /// With the full stop of the source.
  package let english: String

  /// nil when `text` is anything else.
  package init?(_ text: String) {
    let hasStop = text.hasSuffix("。")
    guard let answer = Self.answers[hasStop ? String(text.dropLast()) : text] else { return nil }
    english = hasStop ? answer + "." : answer
  }
}
