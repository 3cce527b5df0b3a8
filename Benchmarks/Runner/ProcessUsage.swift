import Foundation

/// What this process has used of the machine.
enum ProcessUsage {
  /// Processor time of all threads so far, in seconds.
  static var cpuSeconds: Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Resident memory now, in MiB; nil where /proc does not tell.
  static var residentMiB: Double? { status("VmRSS:") }

  /// The most resident memory so far, in MiB: the kernel's own high-water mark.
  static var peakResidentMiB: Double? { status("VmHWM:") }

  private static func status(_ field: String) -> Double? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix(field) }),
      let kib = line.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Double($0) })
    else { return nil }
    return kib / 1024
  }
}
