/// URLs, e-mail addresses, hashtags and handles.
extension SpanScanner {
  private static let topLevelDomains: Set<String> = [
    "com", "org", "net", "int", "edu", "gov", "info", "io", "cn", "ch", "eu", "jp", "fr", "de", "ru", "kr",
  ]

  /// `scheme://…`, `www.…`, `mailto:…`.
  func urlEnd(at start: Int) -> Int? {
    if has("www.", at: start, ignoringCase: true), self[start + 4].isASCIIAlphanumeric {
      let end = urlBodyEnd(from: start + 4)
      return hasDot(start + 4..<end) ? end : nil
    }
    if has("mailto:", at: start, ignoringCase: true) {
      return emailEnd(at: start + 7).map { self[$0] == UInt8(ascii: "?") ? urlBodyEnd(from: $0) : $0 }
    }
    guard self[start].isASCIILetter else { return nil }
    let scheme = runEnd(from: start, limit: 16) { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "+") }
    guard has("://", at: scheme) else { return nil }
    let host = scheme + 3
    guard self[host].isASCIIAlphanumeric || self[host] == UInt8(ascii: "[") || self[host] == UInt8(ascii: "/")
    else { return nil }
    let end = urlBodyEnd(from: host)
    return end > host ? end : nil
  }

  /// `example.org/path` without a scheme, for well-known top-level domains only.
  func bareDomainEnd(at start: Int) -> Int? {
    guard start == 0 || !isDomainByte(self[start - 1]) else { return nil }
    let host = runEnd(from: start, limit: 128, while: isDomainByte)
    var last = host
    while last > start, !self[last - 1].isASCIIAlphanumeric { last -= 1 }
    var label = last
    while label > start, self[label - 1] != UInt8(ascii: ".") { label -= 1 }
    guard label - 1 >= start + 2,
      Self.topLevelDomains.contains(String(decoding: bytes[label..<last], as: UTF8.self)),
      self[last] != UInt8(ascii: "@"), self[start].isASCIILetter || self[last] == UInt8(ascii: "/")
    else { return nil }
    return self[last] == UInt8(ascii: "/") || self[last] == UInt8(ascii: ":") ? urlBodyEnd(from: last) : last
  }

  func emailEnd(at start: Int) -> Int? {
    // RFC 5321 bounds the local part at 64 bytes and the domain at 255.
    let local = runEnd(from: start, limit: 65) {
      $0.isWordByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
        || $0 == UInt8(ascii: "%")
    }
    guard local > start, self[local] == UInt8(ascii: "@") else { return nil }
    var end = runEnd(from: local + 1, limit: 255, while: isDomainByte)
    while end > local + 1, !self[end - 1].isASCIIAlphanumeric { end -= 1 }
    return self[local + 1].isASCIIAlphanumeric && hasDot(local + 1..<end) ? end : nil
  }

  func hashtagEnd(at start: Int) -> Int? {
    guard !self[start - 1].isWordByte, self[start - 1] != UInt8(ascii: "&"),
      self[start - 1] != UInt8(ascii: "#")
    else { return nil }
    let end = runEnd(from: start + 1, limit: 64) { $0.isWordByte }
    guard end - start >= 3, end - start <= 64, bytes[start + 1..<end].contains(where: \.isASCIILetter) else {
      return nil
    }
    return end
  }

  func handleEnd(at start: Int) -> Int? {
    guard !self[start - 1].isWordByte, self[start - 1] != UInt8(ascii: "@") else { return nil }
    var end = runEnd(from: start + 1, limit: 64) { $0.isWordByte || $0 == UInt8(ascii: ".") }
    while end > start, self[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return end - start >= 3 && end - start <= 64 && self[start + 1].isWordByte ? end : nil
  }

  // MARK: - Parts

  /// Where the rest of a URL ends: brackets are kept while they balance, punctuation at the end is not.
  private func urlBodyEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if let closer = closingBracket(of: byte) {
        guard let next = balancedEnd(at: end, open: byte, close: closer) else { break }
        end = next
      } else if isURLByte(byte) {
        end += 1
      } else if let next = accentedLetterEnd(at: end) {
        end = next
      } else {
        break
      }
    }
    while end > start, isTrailingPunctuation(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// The end of the bracketed part that opens at `start`, nil when it does not close within the URL.
  private func balancedEnd(at start: Int, open: UInt8, close: UInt8) -> Int? {
    var depth = 0
    var end = start
    let bound = min(bytes.count, start + 256)
    while end < bound {
      let byte = bytes[end]
      if byte == open {
        depth += 1
      } else if byte == close {
        depth -= 1
      } else if !isURLByte(byte) {
        return nil
      }
      end += 1
      if depth == 0 { return end }
    }
    return nil
  }

  private func closingBracket(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
  }

  private func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: ":"),
      UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "!"),
      UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "|"):
      true
    default: byte.isASCIIAlphanumeric
    }
  }

  private func isTrailingPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  /// The end of an accented Latin, Greek or Cyrillic letter; Chinese characters end a URL that they touch.
  private func accentedLetterEnd(at start: Int) -> Int? {
    let lead = self[start]
    let next = self[start + 1]
    guard (0xC3...0xD4).contains(lead), next & 0xC0 == 0x80 else { return nil }
    return lead == 0xC3 && (next == 0x97 || next == 0xB7) ? nil : start + 2
  }

  private func isDomainByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private func hasDot(_ range: Range<Int>) -> Bool {
    bytes[range].dropFirst().contains(UInt8(ascii: "."))
  }
}
