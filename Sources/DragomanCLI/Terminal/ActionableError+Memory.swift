import Memory

extension MemoryError: ActionableError {
  var message: String { description }
  var nextStep: String? { advice ?? "see dragoman memory --help" }

  var exitStatus: ExitStatus {
    switch kind {
    case .missing: .notFound
    case .notAMemory, .newer, .damagedFile: .badData
    case .unwritable: .inputOutput
    }
  }
}
