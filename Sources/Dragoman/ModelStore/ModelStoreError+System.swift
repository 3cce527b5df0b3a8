import Foundation

extension ModelStoreError {
  /// The error for a failed system call.
  static func system(_ operation: String, path: String, code: Int32 = errno) -> ModelStoreError {
    switch code {
    case ENOSPC, EDQUOT: .diskFull(path: path, neededBytes: nil, freeBytes: nil)
    case EACCES, EPERM, EROFS: .permissionDenied(path: path)
    case ENOENT, ENOTDIR: .noSuchFile(path: path)
    default: .inputOutput(operation: operation, path: path, reason: String(cString: strerror(code)))
    }
  }
}
