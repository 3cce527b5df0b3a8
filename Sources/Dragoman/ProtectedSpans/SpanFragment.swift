/// Spans cut off at an end of a sentence: their text with the spaces beside them.
struct SpanFragment: Sendable, Equatable {
  var text = ""
  var spans: [ProtectedSpan] = []
  /// Where `text` begins in the source, in UTF-8 bytes.
  var offset = 0
}
