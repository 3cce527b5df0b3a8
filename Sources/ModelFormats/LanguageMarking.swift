/// How a model of several languages is told which ones are meant.
public enum LanguageMarking: Sendable, Equatable, Codable {
  /// A token for the target language before the source pieces, as OPUS-MT's `>>cmn_Hans<<`.
  /// Source ids by the model's own language codes.
  case targetBeforeSource([String: Int32])
  /// The source language's token before the source pieces, and the target language's forced upon the decoder
  /// as its first, as M2M100 and NLLB. Ids by the model's own language codes.
  case sourceAndForcedTarget([String: Int32])
}
