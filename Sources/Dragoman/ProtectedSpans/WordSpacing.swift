/// Whether a script sets spaces between words.
public enum WordSpacing: Sendable, Equatable {
  case spaced
  case unspaced

  /// The spacing of the language that `languageCode` (`zh`, `zh-Hant`, `en_GB`, `jpn`) names.
  public init(languageCode: String) {
    let language = languageCode.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let unspaced: Set<String> = [
      "zh", "zho", "chi", "zt", "yue", "ja", "jpn", "th", "tha", "lo", "lao", "km", "khm", "my", "mya", "bur",
      "bo", "bod",
    ]
    self = unspaced.contains(language) ? .unspaced : .spaced
  }
}
