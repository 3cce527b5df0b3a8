extension UInt8 {
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isASCIIUppercase: Bool { self &- 0x41 < 26 }
  var isASCIILowercase: Bool { self &- 0x61 < 26 }
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIAlphanumeric: Bool { isASCIIDigit || isASCIILetter }
  var isHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
  /// Letter, digit or underscore.
  var isWordByte: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "_") }
  var isASCIISpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
