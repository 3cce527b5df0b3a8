/// The path and the query of a request, decoded.
package struct RequestTarget: Sendable {
  package let path: String
  package let query: [(name: String, value: String)]

  /// - Throws: ``ServiceError/invalid(field:reason:)`` for an escape that is none or bytes that are no UTF-8.
  package init(_ target: String) throws {
    var rest = target[...]
    // The absolute form, as proxies send it.
    if let scheme = rest.firstRange(of: "://"), !rest.hasPrefix("/") {
      let afterHost = rest[scheme.upperBound...]
      rest = afterHost.firstIndex { $0 == "/" || $0 == "?" }.map { afterHost[$0...] } ?? "/"
    }
    rest = rest.prefix { $0 != "#" }
    let mark = rest.firstIndex(of: "?") ?? rest.endIndex
    path = try Self.decoded(rest[..<mark], plusIsSpace: false, field: "path")
    let pairs = rest[mark...].dropFirst().split(separator: "&")
    query = try pairs.map { pair in
      let equals = pair.firstIndex(of: "=") ?? pair.endIndex
      return (
        try Self.decoded(pair[..<equals], plusIsSpace: true, field: "query"),
        try Self.decoded(pair[equals...].dropFirst(), plusIsSpace: true, field: "query")
      )
    }
  }

  private static func decoded(_ text: Substring, plusIsSpace: Bool, field: String) throws -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
          throw ServiceError.invalid(
            field: field, reason: "byte \(bytes.count): % without two hexadecimal digits")
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw ServiceError.invalid(field: field, reason: "what is escaped is no UTF-8")
    }
    guard !bytes.contains(0) || field == "query" else {
      throw ServiceError.invalid(field: field, reason: "it has a zero byte")
    }
    return decoded
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
