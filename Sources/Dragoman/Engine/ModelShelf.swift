import Foundation
import Inference

/// The models and conversions in use: each is loaded once, on first need, however many callers ask at once.
actor ModelShelf {
  private let computeType: ComputeType
  private let threadCount: Int
  private var loads: [String: Task<LoadedModel, any Error>] = [:]
  private var converters: [ScriptConversion: ScriptConverter] = [:]

  init(computeType: ComputeType, threadCount: Int) {
    self.computeType = computeType
    self.threadCount = threadCount
  }

  /// What walks `plan`, step by step; a broken model shows before any work is done.
  func tools(for plan: RoutePlan) async throws -> [RouteTool] {
    var tools: [RouteTool] = []
    for step in plan.steps {
      switch step {
      case .conversion(let step, let isConditional):
        guard let conversion = step.conversion else { continue }
        tools.append(.converter(try converter(conversion), isConditional: isConditional))
      case .model(let entry, _):
        guard let folder = entry.folder else {
          throw ModelStoreError.notInstalled(id: entry.id, installed: [])
        }
        tools.append(.model(try await model(id: entry.id, folder: folder)))
      }
    }
    return tools
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

  private func converter(_ conversion: ScriptConversion) throws(TranslatorError) -> ScriptConverter {
    if let converter = converters[conversion] { return converter }
    let converter = try ScriptConverter(conversion)
    converters[conversion] = converter
    return converter
  }
}
