/// A route with what is needed to walk it.
package struct RoutePlan: Sendable {
  package enum Step: Sendable {
    /// - isConditional: only sentences that are not in the wanted script yet are converted.
    case conversion(RouteStep, isConditional: Bool)
    case model(ModelEntry, RouteStep)

    package var step: RouteStep {
      switch self {
      case .conversion(let step, _), .model(_, let step): step
      }
    }
  }

  package let from: LanguageTag
  package let to: LanguageTag
  package var steps: [Step] = []
  var cost = RouteCost()

  package var route: Route {
    let models = entries
    return Route(
      from: from, to: to, steps: steps.map(\.step), quality: RouteCost.quality(of: models.map(\.quality)))
  }

  /// The models, in order.
  package var entries: [ModelEntry] {
    steps.compactMap { if case .model(let entry, _) = $0 { entry } else { nil } }
  }

  /// The route of a text in the usual script: without the conversion that only some sentences may need.
  package var usual: Route { without(steps.indices.filter(isPrecaution)) }

  /// The route without the steps at `indices`.
  func without(_ indices: some Collection<Int>) -> Route {
    var plan = self
    plan.steps = steps.indices.filter { !indices.contains($0) }.map { steps[$0] }
    return plan.route
  }

  private func isPrecaution(_ index: Int) -> Bool {
    guard case .conversion(let step, isConditional: true) = steps[index] else { return false }
    return step.conversion?.makesTraditional == false
  }
}
