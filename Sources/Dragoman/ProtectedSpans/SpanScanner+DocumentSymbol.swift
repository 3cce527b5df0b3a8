/// Symbols of documents and standards.
extension SpanScanner {
  private static let suffixes: [StaticString] = ["rev", "add", "corr", "amend", "prov", "ext"]
  private static let standardsBodies: Set<String> = [
    "ISO", "IEC", "ISO/IEC", "ISO/IEC/IEEE", "ISO/TR", "ISO/TS", "IEEE", "RFC", "GB", "GB/T", "ANSI", "DIN",
    "ITU-T", "ITU-R", "EN",
  ]
  private static let dottedSeries: Set<String> = [
    "ST", "L", "CRP", "WP", "INF", "MISC", "CONF", "SR", "PV", "CN", "AC", "SC", "RES", "DEC", "WG",
  ]

  /// `A/RES/70/1 Rev.2`, `ISO/IEC 27001:2013`, `ST.26`.
  func documentSymbolEnd(at start: Int) -> Int? {
    guard self[start].isASCIIUppercase, self[start - 1] != UInt8(ascii: "/") else { return nil }
    return [slashedSymbolEnd(at: start), standardEnd(at: start), dottedSymbolEnd(at: start)].compactMap(
      \.self
    ).max()
  }

  /// Capitals, a slash, and segments of which one at least holds a digit.
  private func slashedSymbolEnd(at start: Int) -> Int? {
    let series = runEnd(from: start, limit: 12) { $0.isASCIIUppercase || $0 == UInt8(ascii: "-") }
    guard self[series] == UInt8(ascii: "/") else { return nil }
    var end = series
    var hasDigit = false
    // Symbols have at most a dozen segments; the bound keeps a hostile line linear.
    for _ in 0..<16 where self[end] == UInt8(ascii: "/") {
      guard let segment = segmentEnd(at: end + 1) else { break }
      hasDigit = hasDigit || bytes[end + 1..<segment].contains(where: \.isASCIIDigit)
      end = segment
    }
    guard hasDigit, !self[end].isWordByte else { return nil }
    return suffixedEnd(end)
  }

  /// One segment: capitals, digits, dots, hyphens and a numeral in brackets, or a word such as `Add.1`.
  private func segmentEnd(at start: Int) -> Int? {
    if let end = suffixEnd(at: start) { return end }
    var end = runEnd(from: start, limit: 32) {
      $0.isASCIIUppercase || $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    if self[end] == UInt8(ascii: "(") {
      let numeral = runEnd(from: end + 1, limit: 8) { $0.isASCIIUppercase || $0.isASCIIDigit }
      if numeral > end + 1, self[numeral] == UInt8(ascii: ")") { return numeral + 1 }
    }
    while end > start, !self[end - 1].isASCIIAlphanumeric { end -= 1 }
    // `Sub.2`: the capital alone matched, the word goes on in lower case.
    if end == start + 1, self[end].isASCIILowercase {
      let word = runEnd(from: end, limit: 8) { $0.isASCIILowercase }
      let number = runEnd(from: word + 1, limit: 6) { $0.isASCIIDigit }
      return self[word] == UInt8(ascii: ".") && number > word + 1 ? number : nil
    }
    return end > start ? end : nil
  }

  /// `Rev.2`, `Add. 1`, `Corr.1`; a number must follow.
  private func suffixEnd(at start: Int) -> Int? {
    for suffix in Self.suffixes where has(suffix, at: start, ignoringCase: true) {
      var number = start + suffix.utf8CodeUnitCount
      if self[number] == UInt8(ascii: ".") { number += 1 }
      if self[number] == 0x20 { number += 1 }
      let end = runEnd(from: number, limit: 6) { $0.isASCIIDigit }
      return end > number ? end : nil
    }
    return nil
  }

  private func suffixedEnd(_ end: Int) -> Int {
    var end = end
    for _ in 0..<3 {
      guard self[end] == 0x20, let next = suffixEnd(at: end + 1) else { break }
      end = next
    }
    return end
  }

  private func standardEnd(at start: Int) -> Int? {
    let body = runEnd(from: start, limit: 14) {
      $0.isASCIIUppercase || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
    }
    guard Self.standardsBodies.contains(String(decoding: bytes[start..<body], as: UTF8.self)) else {
      return nil
    }
    var number = self[body] == 0x20 ? body + 1 : body
    if self[number].isASCIIUppercase, self[number + 1] == UInt8(ascii: ".") { number += 2 }
    var end = runEnd(from: number, limit: 24) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":")
    }
    while end > number, !self[end - 1].isASCIIDigit { end -= 1 }
    return end - number >= 2 && self[number].isASCIIDigit && !self[end].isWordByte ? end : nil
  }

  private func dottedSymbolEnd(at start: Int) -> Int? {
    let series = runEnd(from: start, limit: 5) { $0.isASCIIUppercase }
    guard self[series] == UInt8(ascii: "."), !self[start - 1].isWordByte,
      Self.dottedSeries.contains(String(decoding: bytes[start..<series], as: UTF8.self))
    else { return nil }
    let end = runEnd(from: series + 1, limit: 6) { $0.isASCIIDigit }
    guard end > series + 1, !self[end].isWordByte else { return nil }
    return suffixedEnd(end)
  }
}
