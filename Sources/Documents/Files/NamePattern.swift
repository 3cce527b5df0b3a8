import Foundation

/// What translations are called: `{name}`, `{to}` and `{ext}` stand for the source's name, the target language and the
/// extension of what is written.
package struct NamePattern: Sendable {
  private let pattern: String

  package init(_ pattern: String) { self.pattern = pattern }

  /// - Parameters:
  ///   - target: BCP 47.
  ///   - type: empty for none; a dot at the pattern's end then goes with it.
  package func filled(name: String, target: String, type: String) -> String {
    var result = pattern.replacingOccurrences(of: "{to}", with: target)
      .replacingOccurrences(of: "{ext}", with: type)
    if type.isEmpty, result.hasSuffix(".") { result.removeLast() }
    // The name last: what it holds is no pattern.
    return result.replacingOccurrences(of: "{name}", with: name)
  }
}
