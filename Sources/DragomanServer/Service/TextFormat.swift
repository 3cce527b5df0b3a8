import Documents

/// What the texts of a request are.
package enum TextFormat: Sendable, Equatable {
  case text
  /// A page or a fragment; tags follow their words.
  case html
  /// A document or a fragment, with or without one root; tags follow their words.
  case xml(XMLTextOptions)
}
