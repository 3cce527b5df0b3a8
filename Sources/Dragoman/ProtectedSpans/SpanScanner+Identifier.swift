/// Hexadecimal numbers, UUIDs, digests, addresses, patent numbers, versions and telephone numbers.
extension SpanScanner {
  func identifierEnd(at start: Int) -> Int? {
    guard !self[start - 1].isWordByte else { return nil }
    if let end = uuidEnd(at: start) ?? networkAddressEnd(at: start) ?? digitalObjectEnd(at: start) {
      return end
    }
    let end = runEnd(from: start, limit: 160) { $0.isASCIIAlphanumeric }
    guard !self[end].isWordByte else { return nil }
    if has("0x", at: start, ignoringCase: true), end > start + 2,
      bytes[start + 2..<end].allSatisfy(\.isHexDigit)
    {
      return end
    }
    return isDigest(start..<end) ? end : patentNumberEnd(start..<end) ?? versionEnd(at: start)
  }

  /// `+41 22 555 01 23`: seven to fifteen digits in groups.
  func telephoneEnd(at start: Int) -> Int? {
    guard !self[start - 1].isASCIIAlphanumeric, self[start + 1].isASCIIDigit else { return nil }
    var end = runEnd(from: start + 1, limit: 24) {
      $0.isASCIIDigit || $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(")
        || $0 == UInt8(ascii: ")")
    }
    while end > start, !self[end - 1].isASCIIDigit { end -= 1 }
    let digits = bytes[start..<end].count(where: \.isASCIIDigit)
    return (7...15).contains(digits) && !self[end].isASCIIAlphanumeric ? end : nil
  }

  private func uuidEnd(at start: Int) -> Int? {
    var position = start
    for (index, length) in [8, 4, 4, 4, 12].enumerated() {
      if index > 0 {
        guard self[position] == UInt8(ascii: "-") else { return nil }
        position += 1
      }
      guard runEnd(from: position, limit: length, while: \.isHexDigit) == position + length else {
        return nil
      }
      position += length
    }
    return self[position].isWordByte ? nil : position
  }

  /// `192.168.0.1:8080`, `00:1A:2B:3C:4D:5E`.
  private func networkAddressEnd(at start: Int) -> Int? {
    groupsEnd(at: start, count: 6, width: 2...2, separator: UInt8(ascii: ":"), while: \.isHexDigit)
      ?? groupsEnd(at: start, count: 4, width: 1...3, separator: UInt8(ascii: "."), while: \.isASCIIDigit).map
    {
      let port = runEnd(from: $0 + 1, limit: 5, while: \.isASCIIDigit)
      return self[$0] == UInt8(ascii: ":") && port > $0 + 1 ? port : $0
    }
  }

  private func groupsEnd(
    at start: Int, count: Int, width: ClosedRange<Int>, separator: UInt8, while matches: (UInt8) -> Bool
  ) -> Int? {
    var position = start
    for index in 0..<count {
      if index > 0 {
        guard self[position] == separator else { return nil }
        position += 1
      }
      let end = runEnd(from: position, limit: width.upperBound, while: matches)
      guard end - position >= width.lowerBound else { return nil }
      position = end
    }
    let goesOn = self[position] == separator && self[position + 1].isASCIIAlphanumeric
    return self[position].isWordByte || goesOn ? nil : position
  }

  /// `10.1234/abc.5`
  private func digitalObjectEnd(at start: Int) -> Int? {
    guard has("10.", at: start) else { return nil }
    let registrant = runEnd(from: start + 3, limit: 9, while: \.isASCIIDigit)
    guard registrant - start >= 7, self[registrant] == UInt8(ascii: "/") else { return nil }
    var end = runEnd(from: registrant + 1, limit: 128) { $0.isWordByte || "-.;/:".utf8.contains($0) }
    while end > registrant, !self[end - 1].isASCIIAlphanumeric { end -= 1 }
    return end > registrant + 1 ? end : nil
  }

  /// Twelve or more hexadecimal digits, or seven or more in lower case as in an abbreviated commit.
  private func isDigest(_ range: Range<Int>) -> Bool {
    guard range.count >= 7 else { return false }
    var digits = 0
    var letters = 0
    var capitals = 0
    for byte in bytes[range] {
      guard byte.isHexDigit else { return false }
      if byte.isASCIIDigit {
        digits += 1
      } else if byte.isASCIIUppercase {
        capitals += 1
      } else {
        letters += 1
      }
    }
    guard digits >= 2, letters + capitals >= 1 else { return false }
    return range.count >= 12 || (capitals == 0 && letters >= 2)
  }

  /// One to four capitals, five digits or more, and a kind code: `CN101234567A`, `ZL201910123456.7`.
  private func patentNumberEnd(_ range: Range<Int>) -> Int? {
    let series = runEnd(from: range.lowerBound, limit: 5, while: \.isASCIIUppercase)
    let number = runEnd(from: series, limit: 16, while: \.isASCIIDigit)
    guard (1...4).contains(series - range.lowerBound), number - series >= 5 else { return nil }
    if number == range.upperBound, self[number] == UInt8(ascii: "."), self[number + 1].isASCIIDigit,
      !self[number + 2].isWordByte
    {
      return number + 2
    }
    let hasKind = self[number].isASCIIUppercase && range.upperBound - number <= 2
    return number == range.upperBound || hasKind ? range.upperBound : nil
  }

  /// `v1.2.3`
  private func versionEnd(at start: Int) -> Int? {
    guard has("v", at: start, ignoringCase: true), self[start + 1].isASCIIDigit else { return nil }
    var end = runEnd(from: start + 1, limit: 32) {
      $0.isASCIIAlphanumeric || $0 == UInt8(ascii: ".") || $0 == 0x2D
    }
    while end > start, !self[end - 1].isASCIIAlphanumeric { end -= 1 }
    return bytes[start..<end].contains(UInt8(ascii: ".")) && !self[end].isWordByte ? end : nil
  }
}
