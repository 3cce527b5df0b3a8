/// `%E4%BD%A0` and back.
package enum PercentCoding {
  /// A `%` without two digits stands for itself.
  package static func decoded(_ bytes: some Collection<UInt8>, plusIsSpace: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index != bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if byte == UInt8(ascii: "%"), next != bytes.endIndex, let high = ASCIIHexadecimal.value(of: bytes[next])
      {
        let second = bytes.index(after: next)
        if second != bytes.endIndex, let low = ASCIIHexadecimal.value(of: bytes[second]) {
          result.append(high << 4 | low)
          index = bytes.index(after: second)
          continue
        }
      }
      result.append(byte == UInt8(ascii: "+") && plusIsSpace ? 0x20 : byte)
      index = next
    }
    return result
  }

  /// For a part of a path and for `filename*`: letters, digits and `-._~` stay.
  package static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-._~".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
