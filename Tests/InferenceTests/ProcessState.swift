import Foundation

/// What this process uses of the machine.
enum ProcessState {
  /// Resident memory in bytes; nil where /proc does not tell.
  static var residentBytes: Int? {
    guard let line = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = line.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
  }
}
