import Knowledge

extension DomainFileError: ActionableError {
  var message: String { description }
  var nextStep: String? {
    "a line for each domain, for example: meetings: {glossaries: [un.csv], style: [un]}"
  }
  var exitStatus: ExitStatus { .badData }
}
