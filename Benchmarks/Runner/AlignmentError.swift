/// How far alignments are from hand-made ones (Och and Ney 2003): links found are A, sure ones S, possible
/// ones P.
struct AlignmentError {
  private var found = 0
  private var foundSure = 0
  private var foundPossible = 0
  private var sure = 0

  mutating func add(_ links: Set<GoldAlignment.Link>, gold: GoldAlignment) {
    found += links.count
    foundSure += links.intersection(gold.sure).count
    foundPossible += links.intersection(gold.possible).count
    sure += gold.sure.count
  }

  /// 1 - (|A ∩ S| + |A ∩ P|) / (|A| + |S|): 0 is perfect.
  var rate: Double { 1 - Double(foundSure + foundPossible) / Double(max(found + sure, 1)) }
  /// |A ∩ P| / |A|
  var precision: Double { Double(foundPossible) / Double(max(found, 1)) }
  /// |A ∩ S| / |S|
  var recall: Double { Double(foundSure) / Double(max(sure, 1)) }
}
