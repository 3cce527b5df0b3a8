import ArgumentParser

/// The exit codes of `dragoman`, after `sysexits.h` where it has a word for the case.
enum ExitStatus: Int32, CaseIterable {
  case success = 0
  /// The command ran to its end, but something was found wrong or some inputs failed.
  case failure = 1
  /// The arguments make no sense (given by the argument parser).
  case usage = 64
  /// An input has the wrong format or is damaged.
  case badData = 65
  /// A named file or model does not exist.
  case notFound = 66
  /// Something outside cannot be reached: pip, the network.
  case unavailable = 69
  /// The disk is full or an input/output operation failed.
  case inputOutput = 74
  /// No permission.
  case noPermission = 77
  /// Ended by SIGINT.
  case interrupted = 130

  /// To throw from a command that has already said what is wrong.
  var code: ExitCode { ExitCode(rawValue) }

  /// One line for the manual.
  var meaning: String {
    switch self {
    case .success: "success"
    case .failure: "something was found wrong, or some inputs failed"
    case .usage: "the arguments make no sense"
    case .badData: "an input has the wrong format or is damaged"
    case .notFound: "a file or model does not exist"
    case .unavailable: "pip or the network cannot be reached"
    case .inputOutput: "the disk is full, or reading or writing failed"
    case .noPermission: "no permission"
    case .interrupted: "interrupted"
    }
  }

  /// The table of codes for `--help`.
  static var manual: String {
    let lines = allCases.map { status in
      let number = String(status.rawValue)
      return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + status.meaning
    }
    return "EXIT CODES:\n" + lines.joined(separator: "\n")
  }
}
