/// Chooses among the languages that are there the one that serves a requested language best.
public enum LanguageMatcher {
  /// How far `available` lies from `requested`: 0 is the same, nil means that it does not serve.
  ///
  /// 1: the same but less or more precise (`pt-BR` and `pt`, `zh-Hans` and `zh`); 2: another region; 3: a
  /// near
  /// relative under another code (`nb` and `no`); 6: the other script of the same language (`zh-Hant` by a
  /// `zh-Hans`
  /// model), which needs a conversion of the text.
  public static func distance(from requested: LanguageTag, to available: LanguageTag) -> Int? {
    if requested == available { return 0 }
    var distance = 0
    if requested.language != available.language {
      guard relatives.contains([requested.language, available.language]) else { return nil }
      distance += 3
    }
    if requested.language == "zh", available.language == "zh" {
      distance += chineseScriptDistance(requested.script, available.script)
    } else if requested.likelyScript != available.likelyScript {
      distance += 6
    }
    switch (requested.region, available.region) {
    case (let left?, let right?): distance += left == right ? 0 : 2
    case (nil, nil): break
    default: distance += 1
    }
    return distance
  }

  /// The nearest of `available`, the first among equals; nil where none serves.
  public static func best(for requested: LanguageTag, among available: [LanguageTag]) -> LanguageTag? {
    var best: (tag: LanguageTag, distance: Int)?
    for tag in available {
      guard let distance = distance(from: requested, to: tag) else { continue }
      if let found = best, found.distance <= distance { continue }
      best = (tag, distance)
    }
    return best?.tag
  }

  /// A tag without script is taken for Simplified, which most models that call themselves `zh` are.
  private static func chineseScriptDistance(_ requested: String?, _ available: String?) -> Int {
    switch (requested, available) {
    case (let left, let right) where left == right: 0
    case (nil, "Hans"), ("Hans", nil): 1
    case (nil, "Hant"), ("Hant", nil): 5
    default: 6
    }
  }

  private static let relatives: Set<Set<String>> = [
    ["no", "nb"], ["no", "nn"], ["nb", "nn"], ["hr", "bs"],
  ]
}
