import Foundation
import Inference

/// The models in use: each is loaded once, on first need, however many callers ask for it at once.
actor ModelShelf {
  private let computeType: ComputeType
  private let threadCount: Int
  private var loads: [String: Task<LoadedModel, any Error>] = [:]

  init(computeType: ComputeType, threadCount: Int) {
    self.computeType = computeType
    self.threadCount = threadCount
  }

  /// The model `id`, whose files lie in `folder`.
  func model(id: String, folder: URL) async throws -> LoadedModel {
    if let load = loads[id] { return try await load.value }
    let (computeType, threadCount) = (computeType, threadCount)
    let load = Task.detached {
      try LoadedModel(id: id, folder: folder, computeType: computeType, threadCount: threadCount)
    }
    loads[id] = load
    do {
      return try await load.value
    } catch {
      loads[id] = nil
      throw error
    }
  }
}
