import Foundation

/// Why a text could not be translated.
public enum TranslatorError: Error, Equatable, Sendable {
  /// No installed model goes from the one language to the other.
  case noModel(from: String, to: String, installed: [String])
  /// The language of the text could not be told; the caller has to name it.
  case undeterminedLanguage
  /// An option outside of its range.
  case invalidOption(String)
}

extension TranslatorError: CustomStringConvertible, LocalizedError {
  public var description: String {
    switch self {
    case .noModel(let from, let to, let installed):
      let have =
        installed.isEmpty ? "no model is installed" : "installed: \(installed.joined(separator: ", "))"
      return "no installed model translates \(from) to \(to) (\(have))"
    case .undeterminedLanguage:
      return "the language of the text could not be told: name it"
    case .invalidOption(let reason):
      return reason
    }
  }

  public var errorDescription: String? { description }
}
