/// One sentence to decode: source ids with their special tokens, and how.
public struct DecodingRequest: Sendable {
  /// [source positions], begin and end marks included.
  public var source: [Int32]
  public var options: DecodingOptions

  public init(source: [Int32], options: DecodingOptions) {
    self.source = source
    self.options = options
  }
}
