import Dragoman

/// An error that knows how the command line presents it.
protocol ActionableError: Error {
  /// What happened, in one line.
  var message: String { get }
  /// What to do about it, in one line.
  var nextStep: String? { get }
  var exitStatus: ExitStatus { get }
  /// The message, a line for each thing that is wrong.
  var messageLines: [String] { get }
}

extension ActionableError {
  var messageLines: [String] { [message] }
}

extension ModelStoreError: ActionableError {
  var exitStatus: ExitStatus {
    switch self {
    case .unknownModel, .noModelForPair, .notInstalled, .noSuchFile, .bundleNotFound: .notFound
    case .alreadyInstalled: .failure
    case .invalidIdentifier, .invalidLanguage, .languagesUnknown: .usage
    case .invalidCatalogue, .damagedManifest, .damagedArchive, .unsafeArchiveEntry,
      .archiveTooLarge, .missingFile, .sizeMismatch, .checksumMismatch, .noModelFound,
      .conversionFailed, .damagedBundle:
      .badData
    case .diskFull, .inputOutput: .inputOutput
    case .permissionDenied: .noPermission
    case .noUsableSource, .pipNotFound, .downloadFailed: .unavailable
    }
  }
}
