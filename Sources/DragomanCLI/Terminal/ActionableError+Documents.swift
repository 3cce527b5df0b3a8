import Documents

extension DocumentError: ActionableError {
  var message: String { description }
  var nextStep: String? { advice }

  var exitStatus: ExitStatus {
    switch kind {
    case .noSuchFormat: .usage
    case .unknownFormat, .damaged, .unsupported, .tooLarge, .unsafe: .badData
    case .unitsLost, .unchanged: .failure
    }
  }
}
