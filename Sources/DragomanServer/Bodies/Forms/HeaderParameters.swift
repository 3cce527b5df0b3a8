/// A header's value with parameters: `form-data; name="file"; filename*=UTF-8''%e4%bd%a0.docx`.
package struct HeaderParameters: Sendable, Equatable {
  /// Before the first semicolon, in lower case.
  package private(set) var value: String
  private var parameters: [String: String] = [:]

  package init(_ header: String) {
    let bytes = Array(header.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
    value = String(decoding: bytes[..<end], as: UTF8.self).trimmingSpaces().lowercased()
    var position = end
    while position < bytes.count {
      position += 1
      let start = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "="), bytes[position] != UInt8(ascii: ";")
      {
        position += 1
      }
      let name = String(decoding: bytes[start..<position], as: UTF8.self).trimmingSpaces().lowercased()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { continue }
      let value = Self.value(bytes, &position)
      if parameters[name] == nil { parameters[name] = value }
    }
  }

  /// A parameter; the form with a star, which says its encoding, comes first.
  package subscript(_ name: String) -> String? {
    parameters[name + "*"].flatMap(Self.extended) ?? parameters[name].map(Self.unescaped)
  }

  /// - Parameter position: at the equals sign; afterwards at the semicolon or the end.
  private static func value(_ bytes: [UInt8], _ position: inout Int) -> String {
    position += 1
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    var result: [UInt8] = []
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      while position < bytes.count, bytes[position] != UInt8(ascii: ";") {
        result.append(bytes[position])
        position += 1
      }
      return String(decoding: result, as: UTF8.self).trimmingSpaces()
    }
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      // Old browsers send a path's backslashes as they are, so only marks count as escaped.
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count,
        bytes[position + 1] == UInt8(ascii: "\"") || bytes[position + 1] == UInt8(ascii: "\\")
      {
        position += 1
      }
      result.append(bytes[position])
      position += 1
    }
    while position < bytes.count, bytes[position] != UInt8(ascii: ";") { position += 1 }
    return String(decoding: result, as: UTF8.self)
  }

  /// `UTF-8''%e4%bd%a0`; nil for another encoding.
  private static func extended(_ value: String) -> String? {
    let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let bytes = PercentCoding.decoded(Array(parts[2].utf8), plusIsSpace: false)
    switch parts[0].lowercased() {
    case "utf-8", "us-ascii": return String(validating: bytes, as: UTF8.self)
    case "iso-8859-1": return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }

  /// Browsers write three characters of names in their own way.
  private static func unescaped(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "%")) else { return value }
    var result = value
    for (code, character) in [("%22", "\""), ("%0D", "\r"), ("%0A", "\n")] {
      result = result.split(separator: code, omittingEmptySubsequences: false).joined(separator: character)
    }
    return result
  }
}
