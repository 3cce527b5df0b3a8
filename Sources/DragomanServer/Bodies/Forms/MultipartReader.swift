/// Reads `multipart/form-data`. Time and memory are linear in the body; parts and their headers are limited.
package struct MultipartReader {
  package static let mostParts = 1_000
  /// Bytes of one part's headers.
  package static let longestHead = 16_384
  /// What RFC 2046 allows.
  package static let longestBoundary = 70

  private let bytes: [UInt8]
  /// `--` and the boundary.
  private let mark: [UInt8]

  /// - Throws: ``ServiceError/invalid(field:reason:)`` with the byte, ``ServiceError/tooLarge(what:count:limit:)``
  package static func parts(of body: [UInt8], boundary: String) throws(ServiceError) -> [MultipartPart] {
    guard (1...longestBoundary).contains(boundary.utf8.count) else {
      throw .invalid(
        field: "Content-Type", reason: "the boundary has to have 1 to \(longestBoundary) characters")
    }
    return try MultipartReader(bytes: body, mark: Array("--\(boundary)".utf8)).parts()
  }

  private func parts() throws(ServiceError) -> [MultipartPart] {
    guard var position = delimiter(from: 0)?.end else {
      throw Self.fault("the body does not have the boundary of its content type", at: 0)
    }
    var parts: [MultipartPart] = []
    while !starts("--", at: position) {
      position = try lineEnd(at: position)
      guard parts.count < Self.mostParts else {
        throw .tooLarge(what: "parts", count: Self.mostParts + 1, limit: Self.mostParts)
      }
      let head = try self.head(at: position)
      guard let next = delimiter(from: head.end) else {
        throw Self.fault("the part that begins here does not end", at: position)
      }
      let content = Array(bytes[head.end..<max(head.end, next.start)])
      let disposition = HeaderParameters(head.headers["content-disposition"] ?? "")
      guard disposition.value == "form-data", let name = disposition["name"] else {
        throw Self.fault("the part that begins here does not say which field it is", at: position)
      }
      parts.append(
        MultipartPart(
          name: name, fileName: disposition["filename"], contentType: head.headers["content-type"],
          content: content))
      position = next.end
    }
    return parts
  }

  /// The next boundary that begins a line: before its line end, and behind it.
  private func delimiter(from start: Int) -> (start: Int, end: Int)? {
    var position = start
    while let found = find(mark, from: position) {
      if found == 0 { return (0, mark.count) }
      // Behind the headers an empty content has no line end of its own before the boundary.
      if found == start { return (found, found + mark.count) }
      if bytes[found - 1] == 0x0A {
        let isPair = found - 2 >= start && bytes[found - 2] == 0x0D
        return (found - (isPair ? 2 : 1), found + mark.count)
      }
      position = found + 1
    }
    return nil
  }

  private func head(at start: Int) throws(ServiceError) -> (headers: [String: String], end: Int) {
    var headers: [String: String] = [:]
    var position = start
    while true {
      guard let end = bytes[position...].prefix(Self.longestHead).firstIndex(of: 0x0A),
        end - start <= Self.longestHead
      else { throw Self.fault("the headers that begin here do not end", at: start) }
      var line = bytes[position..<end]
      if line.last == 0x0D { line.removeLast() }
      position = end + 1
      guard !line.isEmpty else { return (headers, position) }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        throw Self.fault("a header without a colon", at: line.startIndex)
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      headers[name] = value.trimmingSpaces()
    }
  }

  /// Behind the line end after a boundary; white space may come before it.
  private func lineEnd(at start: Int) throws(ServiceError) -> Int {
    var position = start
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    if position < bytes.count, bytes[position] == 0x0D { position += 1 }
    guard position < bytes.count, bytes[position] == 0x0A else {
      throw Self.fault("a line end is missing behind the boundary", at: start)
    }
    return position + 1
  }

  private func starts(_ text: String, at position: Int) -> Bool {
    bytes[min(position, bytes.count)...].starts(with: text.utf8)
  }

  private func find(_ part: [UInt8], from start: Int) -> Int? {
    guard start <= bytes.count, let first = part.first else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var position = start
      while position + part.count <= bytes.count {
        if bytes[position] == first, bytes[position..<position + part.count].elementsEqual(part) {
          return position
        }
        position += 1
      }
      return nil
    }
  }

  private static func fault(_ reason: String, at byte: Int) -> ServiceError {
    .invalid(field: nil, reason: "byte \(byte) of the multipart body: \(reason)")
  }
}
