/// Why a layout could not be filled.
public enum TextLayoutError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There have to be as many translations as units: none may land in another's place.
  case wrongNumberOfTranslations(expected: Int, given: Int)

  public var description: String {
    switch self {
    case .wrongNumberOfTranslations(let expected, let given):
      "the text has \(expected) units, \(given) translations were given"
    }
  }
}
