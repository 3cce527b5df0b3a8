extension DomainClassifier {
  /// The classifier that comes with the package.
  /// - Throws: ``DomainError``.
  public init() throws(DomainError) {
    guard let pieces = BundledFile.data("domains/pieces.model"),
      let weights = BundledFile.data("domains/weights.tsv")
    else { throw .missing }
    try self.init(pieces: pieces, weights: weights)
  }
}
