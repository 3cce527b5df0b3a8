/// One sentence's way along a route, and what happened on it.
struct Journey: Sendable {
  let source: Passage
  private let returnsAlignment: Bool
  private(set) var passage: Passage
  private var alternatives: [StepTranslation.Alternative] = []
  private var pivots: [SentenceTranslation.Pivot] = []
  private var score = 0.0
  private var finish = SentenceFinish.copied
  private var notes: [TranslationWarning] = []
  /// Of the steps behind; empty where none is asked for.
  private var alignments: [Alignment] = []
  private(set) var idleStages: Set<Int> = []
  private(set) var hasFailed = false

  init(_ source: Passage, returnsAlignment: Bool = false) {
    self.source = source
    self.returnsAlignment = returnsAlignment
    passage = source
  }

  /// Takes a model's translation. This is where what holds between a step's two texts is joined to what holds
  /// between the source and the text before it.
  mutating func take(_ translation: StepTranslation) {
    guard !translation.hasFailed else { return fail() }
    if let alignment = translation.alignment { alignments.append(alignment) }
    passage = translation.passage
    // Whatever follows starts from the best; each alternative stands for the whole way.
    alternatives = translation.alternatives.map {
      StepTranslation.Alternative(passage: $0.passage, score: score + $0.score)
    }
    score += translation.score
    finish = finish.joined(by: translation.finish)
    for note in translation.notes where !notes.contains(note) { notes.append(note) }
  }

  /// Converts the text, or leaves it where it needs no conversion.
  mutating func convert(by converter: ScriptConverter, isConditional: Bool, stage: Int) {
    guard !isConditional || !converter.isDone(passage.text) else {
      idleStages.insert(stage)
      return
    }
    let before = passage
    passage = converter.convert(passage)
    if returnsAlignment { alignments.append(Alignment(converting: before, to: passage)) }
    for index in alternatives.indices {
      alternatives[index].passage = converter.convert(alternatives[index].passage)
    }
  }

  /// Notes the text between two steps, unless the step has changed nothing.
  mutating func pause(in language: LanguageTag, unless before: String) {
    guard passage.text != before else { return }
    pivots.append(SentenceTranslation.Pivot(language: language.code, text: passage.text))
  }

  /// A step found nothing: no later one may take another language for its own, and the source stands.
  mutating func fail() {
    self = Journey(source, returnsAlignment: returnsAlignment)
    hasFailed = true
    notes = [.noTranslation]
  }

  /// The sentence at the route's end, its warnings those of all steps and of the two ends compared.
  func result(checkedBy fidelity: FidelityCheck) -> SentenceTranslation {
    let found =
      finish == .copied
      ? [] : fidelity.warnings(source: source.text, translation: passage.text, spans: source.spans)
    return SentenceTranslation(
      source: source.text, text: passage.text, pivots: pivots,
      alternatives: alternatives.map {
        SentenceTranslation.Alternative(text: $0.passage.text, score: $0.score)
      },
      score: score, finishReason: finish, alignment: alignment,
      warnings: notes
        + found.map { TranslationWarning($0, source: source.text, translation: passage.text) })
  }

  /// From the route's one end to the other.
  private var alignment: [AlignedSpan]? {
    guard returnsAlignment else { return nil }
    let steps = alignments.dropFirst()
    let whole = alignments.first.map { steps.reduce($0) { $0.composed(with: $1) } }
    return (whole ?? Alignment(whole: source.text, passage.text))
      .spans(source: source.text, target: passage.text)
  }
}

extension SentenceFinish {
  /// The end of two steps together: the worse of the two.
  fileprivate func joined(by other: SentenceFinish) -> SentenceFinish {
    let order: [SentenceFinish] = [.copied, .recalled, .endOfSentence, .length, .repetition]
    return order.last { $0 == self || $0 == other } ?? self
  }
}
