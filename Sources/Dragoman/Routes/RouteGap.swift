/// A route that was asked for and that the models here do not make.
public struct RouteGap: Sendable, Hashable {
  public var from: String
  public var to: String
  /// Languages that the route was to pass through.
  public var via: [String]
  /// Pairs of the models here, such as `zh-en`.
  public var installed: [String]
  /// What `dragoman models install` would have to be given, such as `en-fr`; empty where the catalogue knows
  /// no way either.
  public var missing: [String]

  public init(from: String, to: String, via: [String] = [], installed: [String], missing: [String]) {
    self.from = from
    self.to = to
    self.via = via
    self.installed = installed
    self.missing = missing
  }
}

extension RouteGap: CustomStringConvertible {
  public var description: String {
    let have =
      installed.isEmpty ? "no model is installed" : "installed: \(installed.joined(separator: ", "))"
    let through = via.isEmpty ? "" : " via \(via.joined(separator: ", "))"
    let need =
      missing.isEmpty
      ? "; the catalogue has no such route either" : "; missing: \(missing.joined(separator: ", "))"
    return "no route from \(from) to \(to)\(through) (\(have)\(need))"
  }
}
