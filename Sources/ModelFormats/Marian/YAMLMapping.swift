import Foundation
internal import Yams

/// A YAML mapping whose values are texts, or lists of texts: Marian's configurations have no others that
/// matter.
struct YAMLMapping {
  let file: String
  /// Put before a key to name its place.
  let place: String
  private var values: [String: Node] = [:]

  static let maximumSize = 1 << 18

  /// - Parameter place: what the text is in its file, such as the name of an array; empty for a file of its
  ///   own.
  /// - Throws: `ModelFormatError` for what is no YAML, no mapping, too large or too deep.
  init(_ data: Data, file: String, place: String = "") throws {
    self.file = file
    self.place = place
    func refusal(_ kind: ModelFormatError.Kind, _ reason: String) -> ModelFormatError {
      ModelFormatError(kind, file: file, field: place.isEmpty ? nil : place, reason: reason)
    }
    guard data.count <= Self.maximumSize else {
      throw refusal(.tooLarge, "\(data.count) bytes, at most \(Self.maximumSize) are read")
    }
    guard let text = String(validating: data, as: UTF8.self) else { throw refusal(.invalid, "not UTF-8") }
    if let line = YAMLDepth.firstLineTooDeep(in: data) {
      throw refusal(.invalid, "line \(line) is nested too deeply, or has too many anchors")
    }
    let root: Node?
    do {
      // The basic resolver leaves every scalar a text.
      root = try compose(yaml: text, .basic)
    } catch {
      let reason = "\(error)".split(separator: "\n").first.map { String($0.prefix(200)) } ?? "damaged"
      throw refusal(.invalid, "not YAML (\(reason))")
    }
    guard let root else { return }
    guard let mapping = root.mapping else { throw refusal(.invalid, "not a YAML mapping") }
    for (key, value) in mapping {
      guard let key = key.scalar?.string else { throw refusal(.invalid, "a key is no text") }
      values[key] = value
    }
  }

  var keys: [String] { values.keys.sorted() }

  func has(_ key: String) -> Bool { values[key] != nil }

  func error(_ key: String, kind: ModelFormatError.Kind = .invalid, _ reason: String) -> ModelFormatError {
    ModelFormatError(kind, file: file, field: place.isEmpty ? key : "\(place) \(key)", reason: reason)
  }

  /// nil when the key is absent.
  func string(_ key: String) throws -> String? {
    guard let node = values[key] else { return nil }
    guard let scalar = node.scalar else { throw error(key, "not a single value") }
    return scalar.string
  }

  func integer(_ key: String) throws -> Int? {
    guard let text = try string(key) else { return nil }
    guard let value = Int(text) else { throw error(key, "\(text.prefix(40)) is not a whole number") }
    return value
  }

  func flag(_ key: String) throws -> Bool? {
    guard let text = try string(key) else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: throw error(key, "\(text.prefix(40)) is neither true nor false")
    }
  }

  /// A list of texts; a single text is a list of one, nothing an empty list.
  func strings(_ key: String) throws -> [String]? {
    guard let node = values[key] else { return nil }
    if let scalar = node.scalar { return scalar.string.isEmpty ? [] : [scalar.string] }
    guard let sequence = node.sequence else { throw error(key, "not a list") }
    return try sequence.map {
      guard let scalar = $0.scalar else { throw error(key, "not a list of single values") }
      return scalar.string
    }
  }

  func integers(_ key: String) throws -> [Int]? {
    try strings(key)?.map {
      guard let value = Int($0) else { throw error(key, "\($0.prefix(40)) is not a whole number") }
      return value
    }
  }
}
