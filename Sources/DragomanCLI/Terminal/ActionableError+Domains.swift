import Dragoman

extension DomainError: ActionableError {
  var message: String { description }

  var nextStep: String? {
    switch self {
    case .missing: "put dragoman_BundledModels.resources beside the program"
    case .damaged: "install the program's files anew"
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .missing: .notFound
    case .damaged: .badData
    }
  }
}
