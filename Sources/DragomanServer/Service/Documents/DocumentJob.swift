import Documents
import Dragoman
import Foundation

/// A document of the service and how far it has come.
package struct DocumentJob: Sendable {
  package enum State: String, Sendable {
    case queued
    case translating
    case done
    case failed
    case cancelled

    package var isEnd: Bool { self == .done || self == .failed || self == .cancelled }
  }

  package let id: String
  /// As the client calls it.
  package let name: String
  package let owner: String?
  package var state = State.queued
  package var completedUnits = 0
  package var totalUnits = 0
  /// Characters of the source, white space left out.
  package let characters: Int
  package let outputName: String
  /// What it was held to be about, where that was asked.
  package let domain: Domain?
  package var report: DocumentReport?
  package var problem: ServiceProblem?
  /// When its translation was begun.
  package var started: ContinuousClock.Instant?

  /// Seconds until it is done, as its pace so far says; nil where there is none yet.
  package var secondsRemaining: Double? {
    guard state == .translating, let started, completedUnits > 0, totalUnits > 0 else { return nil }
    let passed = started.duration(to: .now) / .seconds(1)
    return passed / Double(completedUnits) * Double(totalUnits - completedUnits)
  }
}
