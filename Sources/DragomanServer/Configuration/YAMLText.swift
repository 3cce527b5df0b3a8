import Yams

/// Reads what people write for the server in YAML.
enum YAMLText {
  /// - Parameter name: of the file, for errors.
  /// - Returns: nil for a text without a value.
  /// - Throws: ``ConfigurationError``
  static func node(of text: String, name: String) throws(ConfigurationError) -> Node? {
    do {
      return try Yams.compose(yaml: text)
    } catch {
      throw ConfigurationError(place: name, field: nil, reason: "this is no YAML: \(error)")
    }
  }
}
