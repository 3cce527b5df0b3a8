import BundledModels

/// What can go wrong with models on disk and on their way there.
public enum ModelStoreError: Error, Sendable, Equatable {
  /// No model of that name in the catalogue.
  case unknownModel(id: String, available: [String])
  /// No model for that pair in the catalogue.
  case noModelForPair(from: String, to: String, available: [String])
  /// The model is not in the store.
  case notInstalled(id: String, installed: [String])
  /// The name is taken in the store.
  case alreadyInstalled(id: String)
  case invalidIdentifier(id: String, reason: String)
  case invalidLanguage(tag: String)
  case invalidCatalogue(path: String, reason: String)
  case damagedManifest(path: String, reason: String)
  /// `neededBytes` and `freeBytes` are nil where the system only said that the disk is full.
  case diskFull(path: String, neededBytes: Int64?, freeBytes: Int64?)
  case permissionDenied(path: String)
  case noSuchFile(path: String)
  case inputOutput(operation: String, path: String, reason: String)
  case damagedArchive(path: String, entry: String?, reason: String)
  /// An entry that would leave the model's folder, or is a link or a device.
  case unsafeArchiveEntry(path: String, entry: String, reason: String)
  case archiveTooLarge(path: String, reason: String)
  case missingFile(path: String, container: String)
  case sizeMismatch(path: String, expected: Int64, actual: Int64)
  case checksumMismatch(path: String, expected: String, actual: String)
  case noModelFound(path: String, reason: String)
  /// The model's files are there, but cannot be turned into the own format.
  case conversionFailed(format: String, reason: String)
  case languagesUnknown(path: String)
  case noUsableSource(id: String, sources: [String])
  case pipNotFound
  /// The files that travel with the package are not where this program looks for them.
  case bundleNotFound(folder: String, searched: [String])
  /// A file that travels with the package is missing or is not what the catalogue says.
  case damagedBundle(path: String, reason: String)
  case downloadFailed(package: String, reason: String)
}

extension ModelStoreError {
  /// What happened, in one line.
  public var message: String {
    switch self {
    case .unknownModel(let id, _): "there is no model named \"\(id)\" in the catalogue"
    case .noModelForPair(let from, let to, _): "the catalogue has no model from \(from) to \(to)"
    case .notInstalled(let id, _): "the model \"\(id)\" is not installed"
    case .alreadyInstalled(let id): "a model named \"\(id)\" is already installed"
    case .invalidIdentifier(let id, let reason): "\"\(id)\" cannot name a model: it \(reason)"
    case .invalidLanguage(let tag): "\"\(tag)\" is not a language tag"
    case .invalidCatalogue(let path, let reason): "the catalogue \(path) is invalid: \(reason)"
    case .damagedManifest(let path, let reason): "\(path) is damaged: \(reason)"
    case .diskFull(let path, let needed?, let free?):
      "not enough room for \(path): \(needed) bytes needed, \(free) free"
    case .diskFull(let path, _, _): "the disk is full while writing \(path)"
    case .permissionDenied(let path): "no permission for \(path)"
    case .noSuchFile(let path): "\(path) does not exist"
    case .inputOutput(let operation, let path, let reason): "cannot \(operation) \(path): \(reason)"
    case .damagedArchive(let path, let entry?, let reason): "\(path) is damaged at \(entry): \(reason)"
    case .damagedArchive(let path, _, let reason): "\(path) is not a readable archive: \(reason)"
    case .unsafeArchiveEntry(let path, let entry, let reason):
      "\(path) holds an entry that is not allowed: \"\(entry)\" \(reason)"
    case .archiveTooLarge(let path, let reason): "\(path) unpacks to too much: \(reason)"
    case .missingFile(let path, let container): "\(path) is missing in \(container)"
    case .sizeMismatch(let path, let expected, let actual):
      "\(path) has \(actual) bytes where \(expected) are expected"
    case .checksumMismatch(let path, let expected, let actual):
      "\(path) has sha256 \(actual) where \(expected) is expected"
    case .noModelFound(let path, let reason): "no model found in \(path): \(reason)"
    case .conversionFailed(let format, let reason): "this \(format) model cannot be used: \(reason)"
    case .languagesUnknown(let path): "\(path) does not say which languages it translates"
    case .noUsableSource(let id, _): "no source of \"\(id)\" can be used"
    case .pipNotFound: "pip was not found"
    case .bundleNotFound(let folder, let searched):
      "the files of the model \(folder), which come with Dragoman, were not found: looked for "
        + searched.joined(separator: " and ")
    case .damagedBundle(_, let reason): "a file that comes with Dragoman is damaged: \(reason)"
    case .downloadFailed(let package, let reason): "pip could not download \(package): \(reason)"
    }
  }

  /// What to do about it, in one line.
  public var nextStep: String? {
    switch self {
    case .unknownModel(_, let available), .noModelForPair(_, _, let available):
      available.isEmpty
        ? "install a local model: dragoman models install ./folder-or-archive"
        : "choose one of: \(available.joined(separator: ", ")); or install a local folder or archive"
    case .notInstalled(let id, let installed):
      installed.isEmpty
        ? "install it: dragoman models install \(id)"
        : "installed are: \(installed.joined(separator: ", "))"
    case .alreadyInstalled(let id):
      "replace it with --replace, name the new one with --id, or: dragoman models remove \(id)"
    case .invalidIdentifier: "give a name of lowercase letters, digits and hyphens with --id"
    case .invalidLanguage: "give a BCP 47 tag such as zh, en or pt-BR"
    case .invalidCatalogue: "correct the catalogue file, or leave out --catalogue"
    case .damagedManifest: "install the model again: dragoman models install"
    case .diskFull: "free some room, or set DRAGOMAN_HOME to a folder on another disk"
    case .permissionDenied: "set DRAGOMAN_HOME to a folder that you may write to"
    case .noSuchFile: "check the path"
    case .inputOutput: "check the disk and the path, then try again"
    case .damagedArchive, .archiveTooLarge, .unsafeArchiveEntry:
      "fetch the archive again, from a source that you trust"
    case .missingFile, .sizeMismatch, .checksumMismatch:
      "install the model again: dragoman models install --replace"
    case .noModelFound:
      "give a folder, an archive or a file that holds one model of those kinds"
    case .conversionFailed:
      "check that the files are whole, or fetch the model again"
    case .languagesUnknown: "say them with --from and --to"
    case .noUsableSource(_, let sources): "this version knows none of: \(sources.joined(separator: "; "))"
    case .pipNotFound: "install it: apt install python3-pip"
    case .damagedBundle:
      "restore the package's files: check the source out again, or copy its resources again"
    case .bundleNotFound:
      "put \(BundledModels.bundleName) beside the program, or set \(BundleFinder.variable) to the package's Models folder"
    case .downloadFailed: "check the network connection, then run the same command again"
    }
  }
}

extension ModelStoreError: CustomStringConvertible {
  public var description: String { nextStep.map { "\(message) (\($0))" } ?? message }
}
