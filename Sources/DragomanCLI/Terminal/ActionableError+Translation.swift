import Dragoman
import Inference
import ModelFormats

extension TranslatorError: ActionableError {
  var message: String { description }

  var nextStep: String? {
    switch self {
    case .noModel: "dragoman models list; dragoman models install NAME"
    case .undeterminedLanguage: "add --from, for example --from zh"
    case .invalidOption: nil
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .noModel: .notFound
    case .undeterminedLanguage, .invalidOption: .usage
    }
  }
}

extension LanguageError: ActionableError {
  var message: String { description }
  var nextStep: String? { "use a code such as zh, en or pt-BR" }
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
