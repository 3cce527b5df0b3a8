/// A part of the source whose translation is given.
///
/// The search goes its own way until a hypothesis begins to translate the part in other words, which its attention
/// tells; it is then taken back to where it began to and goes on with the given words. So they stand where the
/// model would have put its own, and in their place.
public struct TermConstraint: Sendable, Equatable {
  /// What may stand there, in target ids; none is empty.
  public var alternatives: [[Int32]]
  /// Other words that may stand there if the model comes to them by itself, in target ids.
  public var accepted: [[Int32]]
  /// The alternatives with articles in front, in target ids: for places where the model had an article before words of its own.
  public var led: [[Int32]]
  /// Positions in the request's source.
  public var source: Range<Int>
  /// Whether the words stand there however unlikely they are.
  public var isRequired: Bool

  public init(
    alternatives: [[Int32]], accepted: [[Int32]] = [], led: [[Int32]] = [], source: Range<Int>,
    isRequired: Bool = true
  ) {
    (self.alternatives, self.accepted, self.led) = (alternatives, accepted, led)
    (self.source, self.isRequired) = (source, isRequired)
  }
}
