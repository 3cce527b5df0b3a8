import Foundation

/// Threads of this process, by the system's numbers.
enum ProcessThreads {
  /// All there are now; none where /proc does not tell.
  static var all: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? [])
  }

  /// Seconds of processor time that `threads` have used; those that have ended count nothing.
  static func seconds(of threads: Set<String>) -> Double {
    threads.reduce(0) { sum, thread in
      let text = try? String(contentsOfFile: "/proc/self/task/\(thread)/schedstat", encoding: .utf8)
      return sum + (text?.split(separator: " ").first.flatMap { Double($0) } ?? 0) * 1e-9
    }
  }
}
