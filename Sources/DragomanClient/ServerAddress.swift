/// Where a server listens: `host`, `host:7700`, `[::1]:7700`, and with `tls://` before it over TLS.
public struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
  public static let standardPort = 7700

  public var host: String
  public var port: Int
  public var isEncrypted: Bool

  public init(host: String, port: Int = standardPort, isEncrypted: Bool = false) {
    (self.host, self.port, self.isEncrypted) = (host, port, isEncrypted)
  }

  /// - Throws: ``LiveClientError/address(_:)``
  public init(_ text: String) throws(LiveClientError) {
    var rest = text[...]
    isEncrypted = false
    if let scheme = rest.firstRange(of: "://") {
      switch rest[..<scheme.lowerBound].lowercased() {
      case "tls", "https", "wss": isEncrypted = true
      case "tcp", "http", "ws": break
      default: throw .address(text)
      }
      rest = rest[scheme.upperBound...]
    }
    while rest.last == "/" { rest.removeLast() }
    var portText: Substring?
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { throw .address(text) }
      host = String(rest[rest.index(after: rest.startIndex)..<end])
      let behind = rest[rest.index(after: end)...]
      guard behind.isEmpty || behind.first == ":" else { throw .address(text) }
      if !behind.isEmpty { portText = behind.dropFirst() }
    } else if rest.count(where: { $0 == ":" }) == 1, let colon = rest.firstIndex(of: ":") {
      host = String(rest[..<colon])
      portText = rest[rest.index(after: colon)...]
    } else {
      host = String(rest)
    }
    guard !host.isEmpty, !host.contains(where: { $0.isWhitespace || $0 == "/" }) else { throw .address(text) }
    guard let port = portText.map({ Int($0) }) ?? Self.standardPort, (1...65_535).contains(port) else {
      throw .address(text)
    }
    self.port = port
  }

  public var description: String {
    (isEncrypted ? "tls://" : "") + (host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
  }
}
