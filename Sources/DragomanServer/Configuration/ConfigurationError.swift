/// A setting that is none, or a value that it cannot have.
package struct ConfigurationError: Error, Sendable, Equatable {
  /// Where it stands: `server.yaml, line 3`, `DRAGOMAN_PORT`, `--port`.
  package let place: String
  /// Nil where it is not about one setting.
  package let field: String?
  package let reason: String

  package init(place: String, field: String?, reason: String) {
    (self.place, self.field, self.reason) = (place, field, reason)
  }
}
