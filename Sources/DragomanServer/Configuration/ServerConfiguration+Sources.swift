import Foundation
import Yams

extension ServerConfiguration {
  /// Flags go before the environment, that before the file, and that before what is so by default.
  ///
  /// - Parameters:
  ///   - file: the text of a YAML file and its name.
  ///   - flags: names of settings with their values.
  /// - Throws: ``ConfigurationError``
  package init(
    file: (name: String, text: String)?, environment: [String: String],
    flags: [(name: String, value: String)]
  ) throws {
    self.init()
    if let file { try read(file.text, name: file.name) }
    let known = Set(Self.settings.map(\.variable))
    for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where known.contains(variable) {
      let name = variable.dropFirst("DRAGOMAN_".count).lowercased().replacing("_", with: "-")
      try set(name, to: value, place: variable)
    }
    for flag in flags { try set(flag.name, to: flag.value, place: "--\(flag.name)") }
    try check()
  }

  private mutating func read(_ text: String, name: String) throws {
    guard let node = try YAMLText.node(of: text, name: name) else { return }
    guard let mapping = node.mapping else {
      throw ConfigurationError(place: name, field: nil, reason: "there are no “name: value” lines")
    }
    for (key, value) in mapping {
      let place = "\(name), line \(key.mark?.line ?? 1)"
      guard let field = key.scalar?.string else {
        throw ConfigurationError(place: place, field: nil, reason: "the name of a setting is no text")
      }
      if let items = value.sequence {
        let texts = items.compactMap { $0.scalar?.string }
        guard texts.count == items.count else {
          throw ConfigurationError(place: place, field: field, reason: "what is in the list is no text")
        }
        try set(field, to: texts.joined(separator: ","), place: place)
      } else if let scalar = value.scalar {
        try set(field, to: scalar.string, place: place)
      } else {
        throw ConfigurationError(place: place, field: field, reason: "the value is neither a text nor a list")
      }
    }
  }

  private func check() throws {
    guard tlsKey == nil || tlsCertificate != nil else {
      throw ConfigurationError(
        place: "the settings", field: "tls-key", reason: "it goes with tls-certificate")
    }
    let fixed = [port, httpPort, linesPort].compactMap { $0 }.filter { $0 != 0 }
    guard Set(fixed).count == fixed.count else {
      throw ConfigurationError(place: "the settings", field: "port", reason: "two ports have the same number")
    }
  }
}
