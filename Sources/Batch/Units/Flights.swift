import Documents
import Synchronization

/// Texts that are being translated: who asks for one of them waits for it.
final class Flights: Sendable {
  private struct Flight {
    var number: Int
    var task: Task<TextTranslation, any Error>
    var waiting = 1
  }

  private struct State {
    var flights: [UnitKey: Flight] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// What `body` gives, which is called once however many ask at a time.
  func result(
    of unit: UnitKey, _ body: @escaping @Sendable () async throws -> TextTranslation
  ) async throws -> TextTranslation {
    let flight = state.withLock { state in
      if let flight = state.flights[unit], !flight.task.isCancelled {
        state.flights[unit]?.waiting += 1
        return flight
      }
      state.count += 1
      let number = state.count
      let task = Task {
        defer { end(unit, number) }
        return try await body()
      }
      let flight = Flight(number: number, task: task)
      state.flights[unit] = flight
      return flight
    }
    return try await withTaskCancellationHandler {
      try await flight.task.value
    } onCancel: {
      leave(unit, flight.number)
    }
  }

  private func end(_ unit: UnitKey, _ number: Int) {
    state.withLock { state in
      if state.flights[unit]?.number == number { state.flights[unit] = nil }
    }
  }

  /// The last one who waits takes the work with it.
  private func leave(_ unit: UnitKey, _ number: Int) {
    state.withLock { state in
      guard state.flights[unit]?.number == number else { return }
      state.flights[unit]?.waiting -= 1
      if state.flights[unit]?.waiting == 0 { state.flights[unit]?.task.cancel() }
    }
  }
}
