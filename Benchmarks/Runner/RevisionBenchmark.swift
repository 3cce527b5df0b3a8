import ArgumentParser
import Foundation
import Inference
import Live
import Synchronization

/// What translating a growing sentence again and again costs, with the last translation as a draft and without.
struct RevisionBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revisions",
    abstract: "Decoding steps of sentences that grow by words, with drafts and without, one JSON object each."
  )

  @OptionGroup var engine: EngineOptions
  @OptionGroup var source: SourceOptions
  @Option(
    help: "How much likelier another token must be than the draft's, in log-probability, in the third run.")
  var margin: Float = 0.7

  private struct Row: Encodable {
    var drafts: String
    var revisions = 0
    /// Target tokens of all revisions, end marks included.
    var tokens = 0
    /// Passes through the decoder.
    var steps = 0
    var seconds = 0.0
    var tokensPerRevision: Double { Double(tokens) / Double(max(revisions, 1)) }
    var stepsPerRevision: Double { Double(steps) / Double(max(revisions, 1)) }

    private enum CodingKeys: String, CodingKey {
      case drafts, revisions, tokens, steps, seconds, tokensPerRevision, stepsPerRevision,
        millisecondsPerRevision
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(drafts, forKey: .drafts)
      try container.encode(revisions, forKey: .revisions)
      try container.encode(tokens, forKey: .tokens)
      try container.encode(steps, forKey: .steps)
      try container.encode(seconds, forKey: .seconds)
      try container.encode(tokensPerRevision, forKey: .tokensPerRevision)
      try container.encode(stepsPerRevision, forKey: .stepsPerRevision)
      try container.encode(seconds * 1000 / Double(max(revisions, 1)), forKey: .millisecondsPerRevision)
    }
  }

  func run() throws {
    let text = try engine.load()
    let lines = try source.lines()
    let sentences = lines.map(Self.revisions)
    for (name, drafts, margin) in [
      ("none", false, 0), ("the last revision", true, 0), ("near ties", true, margin),
    ] {
      var row = Row(drafts: name)
      for revisions in sentences {
        var last: [Int32] = []
        for revision in revisions {
          var options = text.options
          options.draftMargin = margin
          let request = DecodingRequest(
            source: text.marks.framed(text.tokenizer.encode(revision).ids), draft: drafts ? last : [],
            options: options)
          let lap = Lap()
          let (steps, tokens) = try Self.decode(request, text)
          row.seconds += lap.elapsed.seconds
          row.revisions += 1
          row.steps += steps
          row.tokens += tokens.count + 1
          last = tokens
        }
      }
      print(String(decoding: try JSONEncoder().encode(row), as: UTF8.self))
    }
  }

  /// The texts that a live session would translate while the sentence is being spoken.
  private static func revisions(of sentence: String) -> [String] {
    var milestones = Milestones()
    var said = ""
    var revisions: [String] = []
    for unit in ReadingUnits.of(sentence) {
      said += unit
      if milestones.reaches(said) || said.count == sentence.count { revisions.append(said) }
    }
    return revisions
  }

  private static func decode(_ request: DecodingRequest, _ text: TextEngine) throws -> (Int, [Int32]) {
    let result = Mutex<[Int32]>([])
    let batch = DecodingBatch(requests: [request]) { _, found in
      result.withLock { $0 = found.first?.tokens ?? [] }
    }
    var pool = try DecoderPool(model: text.model, rowLimit: InferenceEngine.defaultRowLimit)
    try pool.admit([DecodingJob(batch: batch, index: 0)])
    var steps = 0
    while !pool.isEmpty {
      try pool.step()
      steps += 1
    }
    return (steps, result.withLock { $0 })
  }
}
