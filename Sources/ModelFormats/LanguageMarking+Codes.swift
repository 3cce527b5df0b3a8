extension LanguageMarking {
  /// The languages' codes as the model spells them, in order.
  public var codes: [String] {
    switch self {
    case .targetBeforeSource(let codes), .sourceAndForcedTarget(let codes): codes.keys.sorted()
    }
  }

  /// The model's code for a BCP 47 tag: `zh` is `cmn_Hans`, `zho_Hans` or `zh`, by model; nil when it has
  /// none.
  public func code(for tag: String) -> String? { ModelLanguageCode.best(for: tag, among: codes) }
}

/// A language as translation models and BCP 47 spell it, in parts that can be compared: `pt_br`, `zho_Hant`,
/// `sr-Latn`.
struct ModelLanguageCode: Equatable {
  /// One code for each language: ISO 639-3's, of a macrolanguage where models mean its usual member.
  let language: String
  /// As `Hans`; nil where the code does not say.
  let script: String?
  /// As `BR`; nil where the code does not say.
  let region: String?

  init(_ code: String) {
    let parts = code.split { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
    let first = parts.first ?? ""
    let letters = ISO639.threeLetters[first] ?? first
    language = ISO639.macrolanguage[letters] ?? letters
    var script: String?
    var region: String?
    for part in parts.dropFirst() {
      switch part.count {
      case 4 where script == nil: script = part.prefix(1).uppercased() + part.dropFirst()
      case 2 where region == nil, 3 where region == nil && part.allSatisfy(\.isNumber):
        region = part.uppercased()
      default: break
      }
    }
    if script == nil, language == "zho", let region {
      script = ["TW", "HK", "MO"].contains(region) ? "Hant" : "Hans"
    }
    self.script = script
    self.region = region
  }

  /// The code that comes nearest to `tag`: the same language, in the script that was asked for or is usual.
  static func best(for tag: String, among codes: some Collection<String>) -> String? {
    let spelling = Self.spelling(tag)
    if let same = codes.filter({ Self.spelling($0) == spelling }).min() { return same }
    let wanted = ModelLanguageCode(tag)
    let fits = codes.compactMap { code in wanted.nearness(to: ModelLanguageCode(code)).map { (code, $0) } }
    return fits.max { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0 > $1.0 }?.0
  }

  /// How well another code serves for this one, more is better; nil when it is another language or script.
  private func nearness(to other: ModelLanguageCode) -> Int? {
    guard language == other.language else { return nil }
    let regions = region == other.region ? 2 : other.region == nil ? 1 : 0
    guard let found = other.script else { return 20 + regions }
    if found == script ?? usualScript { return 30 + regions }
    return script == nil ? 10 + regions : nil
  }

  private var usualScript: String {
    switch language {
    case "zho": "Hans"
    case "yue": "Hant"
    case "ara", "kas": "Arab"
    case "srp": "Cyrl"
    default: "Latn"
    }
  }

  private static func spelling(_ code: String) -> String {
    code.lowercased().replacing("-", with: "_")
  }
}
