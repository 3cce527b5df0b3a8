import Foundation

/// What a route costs: first the quality that its steps lose, then models, then conversions, then names.
///
/// Losses are whole numbers, so that sums are exact and the same route wins on every machine.
struct RouteCost: Sendable, Comparable {
  /// Millionths of a natural logarithm.
  private(set) var loss = 0
  private(set) var modelCount = 0
  private(set) var conversionCount = 0
  private(set) var names: [String] = []

  /// No translation gets more BLEU than two people who translate the same text get of each other.
  static let bestQuality = 60.0
  /// What a model is taken for that declares nothing: worse than most that do.
  static let unknownQuality = 15.0
  /// A step away from the language asked for (`pt` for `pt-BR`) weighs like a twentieth less of quality.
  private static let variantLoss = 50_000

  func adding(_ bridge: LanguageBridge) -> RouteCost {
    var sum = self
    sum.loss += bridge.distance * Self.variantLoss
    sum.conversionCount += bridge.conversions.count
    return sum
  }

  func adding(_ entry: ModelEntry, to language: LanguageTag) -> RouteCost {
    var sum = self
    sum.loss += Int((-log(Self.share(of: entry.quality)) * 1e6).rounded())
    // Each model that would have to be fetched first weighs more than all that quality can make up for.
    if !entry.isInstalled { sum.loss += 100_000_000 }
    sum.modelCount += 1
    sum.names.append("\(entry.id) \(language.code)")
    return sum
  }

  /// What a model keeps of the meaning that goes in, 0...1.
  private static func share(of quality: Double?) -> Double {
    min(max(quality ?? unknownQuality, 0.5), bestQuality) / bestQuality
  }

  /// The BLEU that models of these qualities make together; nil where one is unknown or there is none.
  static func quality(of qualities: [Double?]) -> Double? {
    let known = qualities.compactMap(\.self)
    guard let first = known.first, known.count == qualities.count else { return nil }
    guard known.count > 1 else { return first }
    return (known.map { share(of: $0) }.reduce(bestQuality, *) * 10).rounded() / 10
  }

  static func < (left: RouteCost, right: RouteCost) -> Bool {
    let leftCounts = (left.loss, left.modelCount, left.conversionCount)
    let rightCounts = (right.loss, right.modelCount, right.conversionCount)
    return leftCounts == rightCounts
      ? left.names.lexicographicallyPrecedes(right.names) : leftCounts < rightCounts
  }
}
