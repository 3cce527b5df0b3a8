import Dragoman

extension LanguageTag {
  /// Whether texts in the one language serve for the other: `de` for `de-AT`, but not `pt-PT` for `pt-BR`.
  func fits(_ other: LanguageTag) -> Bool {
    func agrees(_ own: String?, _ others: String?) -> Bool { own == nil || others == nil || own == others }
    return language == other.language && agrees(script, other.script) && agrees(region, other.region)
  }
}
