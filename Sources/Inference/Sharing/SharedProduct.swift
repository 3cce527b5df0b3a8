import CKernels
import Foundation
import Synchronization

/// A worker's place to make its matrix products where idle workers can help.
///
/// A product is cut into chunks of panels, and whoever comes takes the next free one. The owner takes whatever nobody
/// else has taken and waits only for chunks that are being made, so a helper that never comes costs nothing.
///
/// `@unchecked Sendable`: `product` and `chunkPanels` are written by the owner between products and read by those who
/// hold a chunk; all else that is not atomic belongs to the owner.
final class SharedProduct: @unchecked Sendable {
  /// Looks at the last chunks before the owner gives its core away, tens of microseconds: a helper that needs longer
  /// has lost its core to another program.
  private static let patience = 2000
  /// Products that the owner makes alone after such a loss: the first time, and at most.
  private static let (shortestRest, longestRest) = (1 << 9, 1 << 15)

  private let team: HelperTeam
  private let claims: ChunkClaims
  private let chunksDoneByHelpers = Atomic<Int>(0)
  private var product: PanelProduct?
  private var chunkPanels = 1
  private var rest = 0
  private var nextRest = SharedProduct.shortestRest
  private var sharedSinceRest = 0

  init(team: HelperTeam, index: Int) {
    self.team = team
    claims = team.board[index]
  }

  /// Makes the product, with those who are free; for the owner.
  func run(_ product: PanelProduct) {
    let (panels, cost) = (product.panelCount, product.panelCost)
    guard panels > 1, panels * cost >= team.leastCost else { return product.run() }
    guard rest == 0 else {
      rest -= 1
      return product.run()
    }
    guard team.isAvailable else { return product.run() }
    // Half of the least product: a few microseconds, long against a claim and short against a wait for the last one.
    chunkPanels = max(1, team.leastCost / 2 / cost, (panels + ChunkClaims.limit - 1) / ChunkClaims.limit)
    let chunks = (panels + chunkPanels - 1) / chunkPanels
    self.product = product
    chunksDoneByHelpers.store(0, ordering: .relaxed)
    claims.open(count: chunks)
    var own = 0
    while let chunk = claims.takeFirst() {
      make(chunk, of: product)
      own += 1
    }
    wait(for: chunks - own)
  }

  /// Makes chunks of the product at hand, as long as there are any; for helpers.
  func help() {
    var made = 0
    while let chunk = claims.takeLast() {
      if let product { make(chunk, of: product) }
      made += 1
    }
    chunksDoneByHelpers.add(made, ordering: .releasing)
  }

  private func make(_ chunk: Int, of product: PanelProduct) {
    product.run(chunk * chunkPanels..<min((chunk + 1) * chunkPanels, product.panelCount))
  }

  private func wait(for chunks: Int) {
    var looks = 0
    while chunksDoneByHelpers.load(ordering: .acquiring) < chunks {
      looks += 1
      // An idle core is where the system puts a thread that waits for one.
      if looks < Self.patience { dk_pause() } else { usleep(20) }
    }
    guard looks < Self.patience else {
      rest = nextRest
      nextRest = min(nextRest * 2, Self.longestRest)
      sharedSinceRest = 0
      return
    }
    sharedSinceRest += 1
    if sharedSinceRest == nextRest { nextRest = Self.shortestRest }
  }
}
