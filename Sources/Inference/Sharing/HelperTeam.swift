import CKernels
import Synchronization

/// The idle workers of an engine, who help those that have sentences.
final class HelperTeam: Sendable {
  /// More cores do not read weights faster.
  private static let helperLimit = 7
  /// How long a helper looks for something to do before it sleeps: longer than what lies between two products of a
  /// sentence, so that a sentence needs no system call.
  private static let patience = Duration.microseconds(300)

  /// Cheaper products are not shared; in bytes of weights times rows.
  let leastCost: Int
  /// The claims of each worker.
  let board: ClaimBoard
  private let queue: JobQueue
  private let present = Atomic<Int>(0)

  init(workers: Int, queue: JobQueue, leastCost: Int) {
    board = ClaimBoard(count: workers)
    self.queue = queue
    self.leastCost = leastCost
  }

  /// Whether a worker helps or is about to: if all are asleep, they are called.
  var isAvailable: Bool {
    present.load(ordering: .relaxed) > 0 || queue.callHelpers(Self.helperLimit)
  }

  /// Helps with `products`, one of each worker, until none has come for a while or a sentence waits.
  func help(with products: [SharedProduct]) {
    defer { present.subtract(1, ordering: .relaxed) }
    guard present.add(1, ordering: .relaxed).newValue <= Self.helperLimit else { return }
    var end = ContinuousClock.now + Self.patience
    var looks = 0
    while !queue.needsWorker {
      if let index = (0..<board.count).first(where: { board[$0].areOpen }) {
        products[index].help()
        end = .now + Self.patience
        looks = 0
      } else {
        dk_pause()
        looks += 1
        if looks % 128 == 0, ContinuousClock.now >= end { return }
      }
    }
  }
}
