/// Reads `application/x-www-form-urlencoded`: `text=a&text=b`.
package enum FormReader {
  package static let mostFields = 10_000

  /// - Throws: ``ServiceError/invalid(field:reason:)`` for a value that is no UTF-8 or has no end of fields.
  package static func fields(of body: [UInt8]) throws(ServiceError) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    var start = 0
    while start < body.count {
      let end = body[start...].firstIndex { $0 == UInt8(ascii: "&") } ?? body.count
      defer { start = end + 1 }
      guard end > start else { continue }
      guard fields.count < mostFields else {
        throw .tooLarge(what: "fields", count: mostFields + 1, limit: mostFields)
      }
      let equals = body[start..<end].firstIndex(of: UInt8(ascii: "=")) ?? end
      let name = text(body[start..<equals]) ?? ""
      guard let value = text(body[min(equals + 1, end)..<end]) else {
        throw .invalid(
          field: name, reason: "the value at byte \(min(equals + 1, end)) of the form is no UTF-8")
      }
      fields.append((name, value))
    }
    return fields
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    String(validating: PercentCoding.decoded(bytes, plusIsSpace: true), as: UTF8.self)
  }
}
