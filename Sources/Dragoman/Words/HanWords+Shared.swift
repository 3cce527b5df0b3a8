extension HanWords {
  /// The word model that comes with the package; nil where its file is not there or is damaged.
  package static let shared: HanWords? = BundledFile.data("han-words/words.tsv").flatMap { HanWords($0) }
}
