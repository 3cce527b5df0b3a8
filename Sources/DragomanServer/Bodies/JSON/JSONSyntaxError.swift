/// Where a text stops being JSON.
package struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Counted from 0.
  package var byte: Int
  package var reason: String

  package var description: String { "no JSON at byte \(byte): \(reason)" }
}
