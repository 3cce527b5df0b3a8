import Inference

extension TranslationModel {
  /// Settles which cross-attention heads align source and target.
  ///
  /// Heads that were measured for this very model come first. What a CTranslate2 file says counts only where
  /// it says something: its converters write "head 0 of the last layer" into every model, and only in those
  /// trained on given alignments does that head align.
  /// - Parameters:
  ///   - heads: empty where nothing was measured.
  ///   - step: the step in which `heads` align.
  public mutating func settleAlignment(
    heads: [AlignmentHead] = [], step: AlignmentStep = .reading
  ) {
    if !heads.isEmpty {
      configuration.alignmentHeads = heads
      configuration.alignmentStep = step
    } else if (origin ?? format).container == .ctranslate2,
      configuration.alignmentHeads == [AlignmentHead(layer: parameters.decoderLayers.count - 1, head: 0)]
    {
      configuration.alignmentHeads = []
      configuration.alignmentStep = .reading
    }
  }
}
