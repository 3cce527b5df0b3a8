/// What a text is about: the eight sections of the International Patent Classification, and what else a secretariat has.
public enum Domain: String, Sendable, Codable, CaseIterable {
  case humanNecessities = "A"
  case operationsTransporting = "B"
  case chemistryMetallurgy = "C"
  case textilesPaper = "D"
  case fixedConstructions = "E"
  case mechanicalEngineering = "F"
  case physics = "G"
  case electricity = "H"
  case meetings
  case legal
  case general

  /// Whether it is a section of the classification.
  public var isSection: Bool { rawValue.count == 1 }

  /// For people, in English.
  public var title: String {
    switch self {
    case .humanNecessities: "human necessities"
    case .operationsTransporting: "performing operations; transporting"
    case .chemistryMetallurgy: "chemistry; metallurgy"
    case .textilesPaper: "textiles; paper"
    case .fixedConstructions: "fixed constructions"
    case .mechanicalEngineering: "mechanical engineering; lighting; heating; weapons; blasting"
    case .physics: "physics"
    case .electricity: "electricity"
    case .meetings: "meetings"
    case .legal: "legal"
    case .general: "general"
    }
  }
}
