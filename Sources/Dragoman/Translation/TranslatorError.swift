import Foundation

/// Why a text could not be translated.
public enum TranslatorError: Error, Equatable, Sendable {
  /// The models here make no route from the one language to the other.
  case noRoute(RouteGap)
  /// What is asked for needs one model, and only a route of several steps goes there.
  case noDirectModel(from: String, to: String)
  /// There is no installed model of that name, and no folder.
  case noSuchModel(String)
  /// The text is in the language that it is to be translated to.
  case alreadyInLanguage(from: String, to: String)
  /// The language of the text could not be told; the caller has to name it.
  case undeterminedLanguage
  /// An option outside of its range.
  case invalidOption(String)
  /// OpenCC's data for a conversion between Chinese scripts are not on this machine.
  case scriptConversionMissing(name: String)
}

extension TranslatorError: CustomStringConvertible, LocalizedError {
  public var description: String {
    switch self {
    case .noRoute(let gap):
      return gap.description
    case .noDirectModel(let from, let to):
      return "no single model goes from \(from) to \(to), only a route of several steps"
    case .noSuchModel(let name):
      return "no model '\(name)' is installed, and there is no such folder"
    case .alreadyInLanguage(let from, let to):
      return from == to
        ? "the text is in \(to) already" : "the text is in \(from), which serves as \(to) already"
    case .undeterminedLanguage:
      return "the language of the text could not be told: name it"
    case .invalidOption(let reason):
      return reason
    case .scriptConversionMissing(let name):
      return "OpenCC's conversion '\(name)' cannot be read: its data are missing or damaged"
    }
  }

  public var errorDescription: String? { description }
}
