import Inference
import Tokenization

extension SentenceAttempt {
  /// Which words of the sentence and of its finished translation say the same.
  ///
  /// Attention tells it for what the model has read and written. A protected span belongs to itself and to
  /// nothing else, whatever the model thought of its stand-in.
  /// - Parameters:
  ///   - restored: what `hypothesis` became with its spans in place.
  ///   - text: what that became in the end.
  func alignment(
    of hypothesis: Hypothesis, restored: RestoredSentence, text: String, model: LoadedModel
  ) -> Alignment {
    let decoded = model.tokenizer.decodeWithRanges(hypothesis.tokens)
    let attended = AttentionAligner.alignment(
      attention: hypothesis.attention, source: masked.text, pieces: source.ranges,
      firstPosition: source.firstPiece, target: decoded.text, tokens: decoded.ranges)
    return masked.aligned(attended, translation: decoded.text, restored: restored, text: text)
  }
}

extension MaskedSentence {
  /// The alignment of the sentence itself out of the one of `text` and its translation.
  /// - Parameters:
  ///   - alignment: of `text` and `translation`.
  ///   - restored: `translation` with the spans in place.
  ///   - final: `restored` after small repairs.
  package func aligned(
    _ alignment: Alignment, translation: String, restored: RestoredSentence, text final: String
  ) -> Alignment {
    let occurrences = StandInSearch(for: self, in: translation).occurrences
    let words = alignment.links.filter { link in
      !standIns.contains { $0.maskedRange.overlaps(link.source) }
        && !occurrences.contains { $0.range.overlaps(link.target) }
    }
    let toSource = OffsetMap(
      from: text, to: source, anchors: standIns.map { .init(from: $0.maskedRange, to: $0.sourceRange) })
    let toRestored = OffsetMap(
      from: translation, to: restored.text,
      anchors: occurrences.filter(\.isKept).compactMap { occurrence in
        place(of: standIns[occurrence.standIn], in: restored).map { .init(from: occurrence.range, to: $0) }
      })
    let toFinal = OffsetMap(from: restored.text, to: final)
    let links = words.compactMap { link -> Alignment.Link? in
      guard let from = toSource.range(link.source),
        let to = toRestored.range(link.target).flatMap(toFinal.range)
      else { return nil }
      return Alignment.Link(source: from, target: to)
    }
    let own = restored.placements.compactMap { placement in
      toFinal.range(placement.range).map { Alignment.Link(source: placement.span.range, target: $0) }
    }
    return Alignment(links + own)
  }

  private func place(of standIn: StandIn, in restored: RestoredSentence) -> Range<Int>? {
    let ranges = restored.placements.filter { standIn.sourceRange.contains($0.span.range.lowerBound) }.map(
      \.range)
    guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else {
      return nil
    }
    return start..<end
  }
}
