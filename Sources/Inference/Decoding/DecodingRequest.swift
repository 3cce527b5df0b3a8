/// One sentence to decode: source ids with their special tokens, and how.
public struct DecodingRequest: Sendable {
  /// [source positions], begin and end marks included.
  public var source: [Int32]
  /// A translation to be scored, without its end mark: nothing is searched. The one hypothesis is this target,
  /// and its `tokenScores` are the log-probabilities of its tokens and of the end mark, the same that a search
  /// with these options gives these tokens: negative infinity where the options forbid one, 0 in the forced
  /// prefix, with which the target then begins. Of a shortlist the target's words are always a part.
  /// The options' beam size and length limit play no role.
  public var target: [Int32]?
  public var options: DecodingOptions

  public init(source: [Int32], target: [Int32]? = nil, options: DecodingOptions) {
    self.source = source
    self.target = target
    self.options = options
  }

  /// Hypotheses at each step.
  var beamSize: Int { target == nil ? options.beamSize : 1 }
}
