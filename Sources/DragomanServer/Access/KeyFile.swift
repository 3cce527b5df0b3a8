import Documents
import Dragoman
import Foundation
import Yams

/// The file of keys, in YAML.
package struct KeyFile: Sendable, Equatable {
  package private(set) var keys: [AccessKey] = []

  package init() {}

  /// - Parameter name: of the file, for errors.
  /// - Throws: ``ConfigurationError``
  package init(_ text: String, name: String) throws {
    guard let node = try YAMLText.node(of: text, name: name) else { return }
    guard let mapping = node.mapping, mapping.count == 1, let list = mapping["keys"] else {
      throw ConfigurationError(
        place: name, field: nil, reason: "there is no list “keys:”, or something beside it")
    }
    if list.scalar?.string.isEmpty == true { return }
    guard let items = list.sequence else {
      throw ConfigurationError(place: name, field: "keys", reason: "this is no list")
    }
    for item in items { try append(item, name: name) }
  }

  /// - Throws: ``ConfigurationError``, or what the system says of the file.
  package init(at url: URL) throws {
    try self.init(String(contentsOf: url, encoding: .utf8), name: url.lastPathComponent)
  }

  /// A new key; it is told once and not kept.
  package mutating func add(_ key: AccessKey) throws -> String {
    var generator = SystemRandomNumberGenerator()
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    let secret = "drg_" + String((0..<40).map { _ in letters.randomElement(using: &generator) ?? "x" })
    var key = key
    key.sha256 = try SecretDigest.of(secret)
    keys.append(key)
    return secret
  }

  /// Takes a key out by its identifier.
  package mutating func remove(_ id: String) -> AccessKey? {
    keys.firstIndex { $0.id == id }.map { keys.remove(at: $0) }
  }

  /// Only the owner may read it.
  package func write(to url: URL) throws {
    try AtomicFile.write(Data(yaml.utf8), to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: url.path)
  }

  private var yaml: String {
    let entries = keys.map { key in
      let name = key.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let limits = [
        ("rate", key.rate), ("characters", key.characters), ("concurrency", key.concurrency),
        ("quota", key.quota),
      ]
      return "  - id: \(key.id)\n    name: \"\(name)\"\n    sha256: \(key.sha256)\n"
        + limits.compactMap { name, value in value.map { "    \(name): \($0)\n" } }.joined()
    }
    return
      "# Keys of a Dragoman server; dragoman serve keys changes this file.\nkeys:\(keys.isEmpty ? " []" : "")\n"
      + entries.joined()
  }

  private mutating func append(_ node: Node, name: String) throws {
    func refusal(_ field: String?, _ reason: String, _ mark: Mark? = nil) -> ConfigurationError {
      let line = (mark ?? node.mark)?.line ?? 1
      return ConfigurationError(place: "\(name), line \(line)", field: field, reason: reason)
    }
    guard let mapping = node.mapping else { throw refusal(nil, "a key is no “name: value” lines") }
    var key = AccessKey(id: "", name: "", sha256: "")
    for (field, value) in mapping {
      guard let field = field.scalar?.string, let text = value.scalar?.string else {
        throw refusal(field.scalar?.string, "the value is no text", field.mark)
      }
      func number() throws -> Int {
        guard let number = Int(text), number > 0 else {
          throw refusal(field, "“\(text)” is no whole number above 0", value.mark)
        }
        return number
      }
      switch field {
      case "id": key.id = text
      case "name": key.name = text
      case "sha256":
        key.sha256 = text.lowercased()
        guard text.wholeMatch(of: /[0-9a-fA-F]{64}/) != nil else {
          throw refusal(field, "this is not 64 hexadecimal digits", value.mark)
        }
      case "rate": key.rate = try number()
      case "characters": key.characters = try number()
      case "concurrency": key.concurrency = try number()
      case "quota": key.quota = try number()
      default: throw refusal(field, "there is no such field", value.mark)
      }
    }
    guard !key.id.isEmpty else { throw refusal("id", "it is missing") }
    guard !key.sha256.isEmpty else { throw refusal("sha256", "it is missing") }
    guard !keys.contains(where: { $0.id == key.id }) else {
      throw refusal("id", "“\(key.id)” is there twice")
    }
    keys.append(key)
  }
}
