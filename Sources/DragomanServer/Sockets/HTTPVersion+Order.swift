import NIOHTTP1

extension HTTPVersion {
  /// HTTP/1.0: no chunks, no 100, and a connection that closes unless it is asked not to.
  var isBeforeOneOne: Bool { (major, minor) < (1, 1) }
}
