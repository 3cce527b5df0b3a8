import Foundation
import Terminology

extension GlossaryError: ActionableError {
  var message: String { messageLines.joined(separator: "; ") }
  var messageLines: [String] { description.components(separatedBy: "\n") }
  var nextStep: String? { advice ?? "mend these lines, then: dragoman glossary check" }

  var exitStatus: ExitStatus {
    switch kind {
    case .missing: .notFound
    case .unreadable: .noPermission
    case .damaged: .badData
    }
  }
}
