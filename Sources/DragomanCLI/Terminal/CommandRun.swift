import ArgumentParser
import Foundation

/// Runs a command's work: SIGINT cancels it, and its errors become messages and exit codes.
enum CommandRun {
  /// Runs `body` to its end.
  ///
  /// The first SIGINT or SIGTERM cancels the task, so that the work can clean up; the second ends
  /// the process at once.
  ///
  /// - Throws: `ExitCode`, after the error has been printed to standard error.
  static func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM].map { interrupt(on: $0, cancelling: task) }
    defer {
      for source in sources { source.cancel() }
    }
    do {
      try await task.value
    } catch {
      throw report(error)
    }
  }

  /// Prints an error and tells its exit code.
  static func report(_ error: any Error) -> any Error {
    switch error {
    case is ExitCode, is ValidationError, is CleanExit:
      return error
    case is CancellationError:
      Terminal.note("dragoman: interrupted")
      return ExitStatus.interrupted.code
    case let error as any ActionableError:
      for line in error.messageLines { Terminal.note("dragoman: \(Terminal.plain(line))") }
      if let step = error.nextStep { Terminal.note("  next: \(Terminal.plain(step))") }
      return error.exitStatus.code
    default:
      Terminal.note("dragoman: \(Terminal.plain(String(describing: error)))")
      return ExitStatus.failure.code
    }
  }

  private static func interrupt(
    on number: Int32, cancelling task: Task<Void, any Error>
  ) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      if task.isCancelled { _exit(ExitStatus.interrupted.rawValue) }
      task.cancel()
    }
    source.resume()
    return source
  }
}
