/// Why a server does not start.
package enum ServerStartError: Error, Sendable, Equatable {
  case cannotListen(host: String, port: Int, reason: String)
  /// It would be open to everybody.
  case anonymous(host: String)
  case certificate(path: String, reason: String)
  case file(path: String, reason: String)
}
