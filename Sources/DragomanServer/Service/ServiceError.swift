/// Why the server does not do what it is asked for; each API says it in its own words and codes.
package enum ServiceError: Error, Sendable, Equatable {
  /// What was sent makes no sense: the field, and what is wrong with it.
  case invalid(field: String?, reason: String)
  case keyMissing
  case keyUnknown
  case notFound(what: String)
  /// More than is taken at once: what (`characters`, `bytes`, `texts`), how much there was, how much may be.
  case tooLarge(what: String, count: Int, limit: Int)
  /// The key's rate or concurrency is used up.
  case tooMany(retryAfter: Double)
  /// The key's characters are used up.
  case quotaExceeded(limit: Int)
  /// No route between the languages, or a language that is none.
  case unsupportedLanguages(reason: String)
  case unsupportedFormat(reason: String)
  /// A result that is asked for before it is there.
  case notReady
  /// The server shuts down, or has too much to do.
  case unavailable(reason: String, retryAfter: Double)
  /// The client is gone, or took it back.
  case cancelled
  case failed(reason: String)
}
