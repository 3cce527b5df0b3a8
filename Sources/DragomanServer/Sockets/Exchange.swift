import NIOCore
import NIOHTTP1

/// One request and its response, as the log and the metrics see them.
struct Exchange: Sendable {
  let head: HTTPRequestHead
  let requestID: String
  let start = ContinuousClock.now
  let trace = RequestTrace()

  init(_ head: HTTPRequestHead, peer: String) {
    self.head = head
    requestID = head.headers["X-Request-Id"].first.flatMap(Self.usable) ?? Self.random()
  }

  /// The client's own, if it is one that may stand in a log and in a header.
  private static func usable(_ id: String) -> String? {
    let isPlain = id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPlain && (1...128).contains(id.utf8.count) ? id : nil
  }

  private static func random() -> String {
    let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
