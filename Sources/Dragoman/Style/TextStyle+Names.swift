extension TextStyle {
  /// Styles by their names, as people give them: profiles (`wipo`), rules (`en-ize`), and rules that are taken out
  /// again (`no-quotes`), in their order.
  ///
  /// - Returns: nil for no names.
  /// - Throws: ``TextStyleError``.
  public init?(names: [String]) throws(TextStyleError) {
    guard !names.isEmpty else { return nil }
    self.init()
    for name in names.flatMap({ $0.split(separator: ",") }).map({ $0.lowercased() }) {
      if let profile = StyleProfile(rawValue: name) {
        for rule in StyleRule.allCases where profile.rules.contains(rule) { insert(rule) }
      } else if let rule = StyleRule(rawValue: name) {
        insert(rule)
      } else if name.hasPrefix("no-"), let rule = StyleRule(rawValue: String(name.dropFirst(3))) {
        remove(rule)
      } else {
        throw TextStyleError(name: name)
      }
    }
  }
}

/// There is no style of that name.
public struct TextStyleError: Error, Equatable, Sendable, CustomStringConvertible {
  public let name: String

  public var description: String {
    let known = StyleProfile.allCases.map(\.rawValue) + StyleRule.allCases.map(\.rawValue)
    return "there is no style “\(name)”; there are \(known.joined(separator: ", ")), and no- before a rule"
  }
}
