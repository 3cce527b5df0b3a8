/// The dictionary of a `.npy` header: `{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }`.
struct NumpyHeader {
  private let bytes: [UInt8]
  /// Bytes read so far; where reading stopped when `parse` fails.
  private(set) var index = 0
  private(set) var type: String?
  private(set) var shape: [Int]?
  private(set) var isTransposed: Bool?

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Whether the header is such a dictionary.
  mutating func parse() -> Bool {
    guard take("{") else { return false }
    while !take("}") {
      guard let key = string(), take(":"), value(of: key) else { return false }
      if !take(",") {
        guard take("}") else { return false }
        break
      }
    }
    skipSpace()
    return index == bytes.count
  }

  private mutating func value(of key: String) -> Bool {
    switch key {
    case "descr" where type == nil:
      type = string()
      return type != nil
    case "fortran_order" where isTransposed == nil:
      isTransposed = take("True") ? true : take("False") ? false : nil
      return isTransposed != nil
    case "shape" where shape == nil:
      shape = tuple()
      return shape != nil
    default: return false
    }
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var values: [Int] = []
    while !take(")") {
      guard values.count <= MarianFile.maximumRank, let value = integer() else { return nil }
      values.append(value)
      if !take(",") {
        guard take(")") else { return nil }
        break
      }
    }
    return values
  }

  private mutating func integer() -> Int? {
    skipSpace()
    let start = index
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
    return Int(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  /// Between single or double quotes, without escapes, which no header needs.
  private mutating func string() -> String? {
    skipSpace()
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27,
      let end = bytes[(index + 1)...].firstIndex(of: bytes[index])
    else { return nil }
    defer { index = end + 1 }
    return String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
  }

  private mutating func take(_ text: String) -> Bool {
    skipSpace()
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x09 {
      index += 1
    }
  }
}
