import Foundation

/// Typed access to a JSON object's values.
struct JSONFields {
  let file: String
  let values: [String: Any]

  /// nil when the key is absent or null.
  func value<Value>(_ key: String, as _: Value.Type, _ expected: String) throws -> Value? {
    guard let value = values[key], !(value is NSNull) else { return nil }
    guard let typed = value as? Value else {
      throw ModelFormatError(.invalid, file: file, field: key, reason: "not \(expected)")
    }
    return typed
  }
}

extension JSONFields {
  /// An object of JSON text.
  init(json data: Data, file: String, maximumSize: Int) throws {
    guard data.count <= maximumSize else {
      throw ModelFormatError(
        .tooLarge, file: file, reason: "\(data.count) bytes, at most \(maximumSize) are read")
    }
    let object: Any
    do {
      object = try JSONSerialization.jsonObject(with: data)
    } catch {
      throw ModelFormatError(.invalid, file: file, reason: "not JSON (\(error))")
    }
    guard let values = object as? [String: Any] else {
      throw ModelFormatError(.invalid, file: file, reason: "not a JSON object")
    }
    self.init(file: file, values: values)
  }
}
