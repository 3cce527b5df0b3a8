/// An input that cannot be read, or an output that cannot be written.
enum InputError: ActionableError {
  case noSuchFile(String)
  case folder(String)
  case unreadable(String, reason: String)
  case notText(String, byte: Int, reason: String)
  case unwritable(String, reason: String)

  var message: String {
    switch self {
    case .noSuchFile(let path): "there is no file '\(path)'"
    case .folder(let path): "'\(path)' is a folder, not a text"
    case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
    case .notText(let name, let byte, let reason): "\(name), byte \(byte): \(reason)"
    case .unwritable(let path, let reason): "'\(path)' cannot be written: \(reason)"
    }
  }

  var nextStep: String? {
    switch self {
    case .noSuchFile: "check the name, or add --text to translate the argument itself"
    case .folder: "name the files in it, for example with /*.txt"
    case .unreadable: "check the permissions"
    case .notText: "convert it first, for example: iconv -f GB18030 -t UTF-8 FILE"
    case .unwritable: "choose another place with --output"
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .noSuchFile: .notFound
    case .folder: .badData
    case .unreadable: .noPermission
    case .notText: .badData
    case .unwritable: .inputOutput
    }
  }
}
