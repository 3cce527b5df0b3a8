extension Parameters {
  /// The last value of a field as text; nil where it is missing. Numbers are text, too.
  ///
  /// - Throws: ``ServiceError/invalid(field:reason:)``
  package func string(_ name: String) throws(ServiceError) -> String? {
    guard let value = all(name).last else { return nil }
    return try Self.text(value, name)
  }

  /// A text that is neither missing nor empty.
  package func required(_ name: String) throws(ServiceError) -> String {
    guard let text = try string(name), !text.isEmpty else {
      throw .invalid(field: name, reason: "it is missing")
    }
    return text
  }

  /// All values of a field.
  package func strings(_ name: String) throws(ServiceError) -> [String] {
    var texts: [String] = []
    for (index, value) in all(name).enumerated() {
      texts.append(try Self.text(value, isArray(name) ? "\(name)[\(index)]" : name))
    }
    return texts
  }

  /// All values of a field, which have to be texts where they come as JSON.
  package func texts(_ name: String) throws(ServiceError) -> [String] {
    for (index, value) in all(name).enumerated() where value.string == nil {
      throw .invalid(field: isArray(name) ? "\(name)[\(index)]" : name, reason: "it has to be a text")
    }
    return try strings(name)
  }

  /// `a,b` or several values.
  package func list(_ name: String) throws(ServiceError) -> [String] {
    try strings(name).flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
  }

  package func integer(_ name: String, in range: ClosedRange<Int>) throws(ServiceError) -> Int? {
    guard let value = all(name).last else { return nil }
    let number: Int?
    switch value {
    case .integer(let integer): number = integer
    case .number(let double): number = Int(exactly: double)
    case .string(let text):
      let trimmed = text.trimmingSpaces()
      if trimmed.isEmpty { return nil }
      number = Int(trimmed)
    default: number = nil
    }
    guard let number, range.contains(number) else {
      throw .invalid(
        field: name, reason: "it has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// `true`, `1`, `"1"`, `"true"`, and the like for false.
  package func boolean(_ name: String) throws(ServiceError) -> Bool? {
    guard let value = all(name).last else { return nil }
    switch value {
    case .boolean(let value): return value
    case .integer(0), .string("0"): return false
    case .integer(1), .string("1"): return true
    case .string(let text):
      switch text.lowercased() {
      case "true", "yes", "on": return true
      case "false", "no", "off": return false
      case "": return nil
      default: break
      }
    default: break
    }
    throw .invalid(field: name, reason: "it has to be true or false")
  }

  private static func text(_ value: JSONValue, _ name: String) throws(ServiceError) -> String {
    switch value {
    case .string(let text): return text
    case .integer, .number, .boolean: return value.text
    case .null, .array, .object: throw .invalid(field: name, reason: "it has to be a text")
    }
  }
}
