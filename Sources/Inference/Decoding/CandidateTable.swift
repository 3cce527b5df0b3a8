/// The likeliest next tokens of several rows, in memory that the output layer uses again at its next call.
struct CandidateTable {
  /// A row is made up to `width` by tokens below 0.
  let candidates: UnsafePointer<Candidate>  // [rows, width]
  let width: Int
  /// What the rows asked for, in the order of their words.
  let asked: UnsafePointer<Float>  // [rows, askedWidth]
  let askedWidth: Int

  /// Best first.
  subscript(row: Int) -> Slice<UnsafeBufferPointer<Candidate>> {
    UnsafeBufferPointer(start: candidates + row * width, count: width).prefix { $0.token >= 0 }
  }

  /// The table without its first rows.
  func dropFirst(_ rows: Int) -> CandidateTable {
    CandidateTable(
      candidates: candidates + rows * width, width: width, asked: asked + rows * askedWidth,
      askedWidth: askedWidth)
  }
}
