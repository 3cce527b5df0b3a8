import Batch

extension BatchError: ActionableError {
  var message: String { description }

  var nextStep: String? {
    switch self {
    case .noSuchFolder: "check the name"
    case .noFiles: "dragoman batch FOLDER --dry-run lists what is in it"
    case .notAJob: "choose another file with --job, or remove it"
    case .newerJob: "use the dragoman that made it, or another file with --job"
    case .otherSettings: "use the same settings, another file with --job, or begin anew with --restart"
    case .inUse: "wait for it, or choose another file with --job"
    case .unwritable: "check the permissions and the disk, or choose another place with --output"
    case .invalidNames: "for example: --names '{name}.{to}.{ext}'"
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .noSuchFolder, .noFiles: .notFound
    case .notAJob, .newerJob: .badData
    case .otherSettings, .inUse: .failure
    case .unwritable: .inputOutput
    case .invalidNames: .usage
    }
  }
}
