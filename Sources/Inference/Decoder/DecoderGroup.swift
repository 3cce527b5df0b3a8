/// Rows of one sentence, which attend to the same source.
struct DecoderGroup {
  var memory: SourceMemory
  var rows: Range<Int>
}
