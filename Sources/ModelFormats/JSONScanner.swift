import Foundation

/// Walks JSON text from front to back without building a tree.
///
/// Foundation's decoders take longer over a vocabulary of 65,000 tokens than everything else in loading a
/// model, need many times the text's size in memory, let the last of two equal keys win, and refuse the
/// unpaired surrogates that some vocabularies hold.
struct JSONScanner {
  /// What is wrong and at which byte of the text.
  struct Fault: Error {
    let isTruncated: Bool
    let offset: Int
    let reason: String
  }

  /// Values nested deeper than this are refused.
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var buffer: [UInt8] = []

  init(_ data: Data) {
    bytes = [UInt8](data)
  }

  /// Where the next value, or the space before it, begins.
  var offset: Int { index }

  // MARK: Values

  /// `{...}`: `member` is called after each key and must take the key's value.
  mutating func object(_ member: (inout JSONScanner, _ key: String) throws -> Void) throws {
    try list(from: "{", to: "}", "an object") { scanner in
      let key = try scanner.string()
      scanner.skipSpace()
      try scanner.expect(UInt8(ascii: ":"), "a colon")
      try member(&scanner, key)
    }
  }

  /// `[...]`: `element` must take one value.
  mutating func array(_ element: (inout JSONScanner) throws -> Void) throws {
    try list(from: "[", to: "]", "an array", element)
  }

  mutating func string() throws -> String {
    try scanString()
    return String(decoding: buffer, as: UTF8.self)
  }

  /// The string's bytes, valid until the next call.
  mutating func withStringBytes<Result>(_ body: (ArraySlice<UInt8>) throws -> Result) throws -> Result {
    try scanString()
    return try body(buffer[...])
  }

  /// A whole number that fits 64 bits.
  mutating func integer() throws -> Int {
    skipSpace()
    let start = index
    let isNegative = peek == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value = 0
    let firstDigit = index
    while let byte = peek, (0x30...0x39).contains(byte) {
      let digit = Int(byte - 0x30)
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) =
        isNegative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
      guard !overflows, !overflowsToo else { throw fault("the number does not fit 64 bits", at: start) }
      value = sum
      index += 1
    }
    let goesOn = peek.map { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") } ?? false
    guard index > firstDigit, !goesOn else { throw fault("a whole number belongs here", at: start) }
    return value
  }

  /// Any value, passed over.
  mutating func skipValue() throws {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): try object { scanner, _ in try scanner.skipValue() }
    case UInt8(ascii: "["): try array { try $0.skipValue() }
    case UInt8(ascii: "\""): try scanString()
    default:
      let start = index
      while let byte = peek, Self.belongsToLiteral(byte) { index += 1 }
      guard index > start else { throw fault("a value belongs here") }
    }
  }

  /// Whether the next value is an array.
  mutating func isAtArray() -> Bool {
    skipSpace()
    return peek == UInt8(ascii: "[")
  }

  /// Nothing but space may follow.
  mutating func finish(_ what: String) throws {
    skipSpace()
    guard index == bytes.count else { throw fault("something follows \(what)") }
  }

  func fault(_ reason: String, at offset: Int? = nil) -> Fault {
    Fault(isTruncated: index >= bytes.count, offset: offset ?? index, reason: reason)
  }

  // MARK: Marks and space

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws {
    guard peek == byte else { throw fault("\(what) belongs here") }
    index += 1
  }

  private mutating func list(
    from open: Unicode.Scalar, to close: Unicode.Scalar, _ what: String,
    _ item: (inout JSONScanner) throws -> Void
  ) throws {
    skipSpace()
    try expect(UInt8(ascii: open), what)
    guard depth < Self.maximumDepth else { throw fault("nested more than \(Self.maximumDepth) deep") }
    depth += 1
    defer { depth -= 1 }
    skipSpace()
    if peek == UInt8(ascii: close) {
      index += 1
      return
    }
    while true {
      try item(&self)
      skipSpace()
      guard peek == UInt8(ascii: ",") else { break }
      index += 1
    }
    try expect(UInt8(ascii: close), "a comma or the end of \(what)")
  }

  private static func belongsToLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  // MARK: Strings

  /// Leaves the string's bytes in `buffer`.
  private mutating func scanString() throws {
    skipSpace()
    buffer.removeAll(keepingCapacity: true)
    try expect(UInt8(ascii: "\""), "a string")
    while true {
      let start = index
      while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
        index += 1
      }
      buffer.append(contentsOf: bytes[start..<index])
      switch peek {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"):
        index += 1
        try escape()
      default:
        throw fault(peek == nil ? "the string has no end" : "a control character stands in a string")
      }
    }
  }

  private mutating func escape() throws {
    guard let code = peek else { throw fault("the string has no end") }
    index += 1
    switch code {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(code)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"): try unicodeEscape()
    default: throw fault("an escape that JSON does not have")
    }
  }

  /// `\uXXXX`, or two of them that make a surrogate pair; a lone surrogate becomes U+FFFD.
  private mutating func unicodeEscape() throws {
    let unit = try hexadecimal()
    guard let high = Self.surrogate(unit, 0xD800) else {
      appendScalar(UInt32(unit))
      return
    }
    let next = index
    if bytes[index...].prefix(2).elementsEqual("\\u".utf8) {
      index += 2
      if let low = Self.surrogate(try hexadecimal(), 0xDC00) {
        appendScalar(0x10000 + (high << 10 | low))
        return
      }
      index = next
    }
    appendScalar(UInt32(unit))
  }

  private mutating func hexadecimal() throws -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(UnicodeScalar($0)).hexDigitValue }) else {
        throw fault("four hexadecimal digits belong here")
      }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }

  private static func surrogate(_ unit: UInt16, _ base: UInt16) -> UInt32? {
    unit & 0xFC00 == base ? UInt32(unit & 0x3FF) : nil
  }

  private mutating func appendScalar(_ value: UInt32) {
    buffer.append(
      contentsOf: UTF8.encode(UnicodeScalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
  }
}

extension ModelFormatError {
  /// - Parameter base: where the JSON text begins in the file.
  init(_ fault: JSONScanner.Fault, file: String, field: String? = nil, base: Int = 0, _ what: String) {
    self.init(
      fault.isTruncated ? .truncated : .invalid, file: file, field: field, offset: base + fault.offset,
      reason: "\(what): \(fault.reason)")
  }
}
