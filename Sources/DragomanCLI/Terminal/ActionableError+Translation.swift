import Dragoman
import Inference
import ModelFormats

extension TranslatorError: ActionableError {
  var message: String { description }

  var nextStep: String? {
    switch self {
    case .noRoute(let gap):
      gap.missing.isEmpty
        ? "dragoman languages; dragoman models list"
        : "dragoman models install \(gap.missing.joined(separator: " "))"
    case .noSuchModel: "dragoman models list shows what is installed"
    case .noDirectModel: "dragoman languages shows which pairs have a model of their own"
    case .alreadyInLanguage: "check --from and --to"
    case .scriptConversionMissing: "apt install libopencc-data"
    case .undeterminedLanguage: "add --from, for example --from zh"
    case .invalidOption: nil
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .noRoute, .noDirectModel, .noSuchModel: .notFound
    case .alreadyInLanguage, .undeterminedLanguage, .invalidOption: .usage
    case .scriptConversionMissing: .unavailable
    }
  }
}

extension LanguageError: ActionableError {
  var message: String { description }
  var nextStep: String? { "use a code such as zh, en or pt-BR" }
  var exitStatus: ExitStatus { .usage }
}

extension LanguageMarkingError: ActionableError {
  var message: String { description }
  var nextStep: String? { "name a language that the model knows with --from and --to" }
  var exitStatus: ExitStatus { .usage }
}

extension ModelFormatError: ActionableError {
  var message: String { description }
  var nextStep: String? { "dragoman models verify, then dragoman models install --replace" }
  var exitStatus: ExitStatus { .badData }
}

extension InferenceError: ActionableError {
  var message: String { description }
  var nextStep: String? { nil }

  var exitStatus: ExitStatus {
    switch self {
    case .invalidOption: .usage
    case .outOfMemory: .unavailable
    default: .badData
    }
  }
}
