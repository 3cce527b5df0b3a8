/// The part of a text that its language is told from.
package struct TextSample: Sendable {
  /// At most this many bytes are looked at, in windows spread over the whole text.
  package static let maximumSize = 65_536
  private static let windows = 8

  /// The sample without control characters, URLs, addresses and placeholders.
  package let scalars: [Unicode.Scalar]

  package init(_ text: String) {
    var scalars: [Unicode.Scalar] = []
    let utf8 = text.utf8
    guard utf8.count > Self.maximumSize else {
      Self.append(text.unicodeScalars, to: &scalars)
      self.scalars = scalars
      return
    }
    let size = Self.maximumSize / Self.windows
    let stride = (utf8.count - size) / (Self.windows - 1)
    for window in 0..<Self.windows {
      let lower = Self.boundary(utf8.index(utf8.startIndex, offsetBy: window * stride), in: text)
      let upper = Self.boundary(utf8.index(utf8.startIndex, offsetBy: window * stride + size), in: text)
      Self.append(text.unicodeScalars[lower..<upper], to: &scalars)
      scalars.append(" ")
    }
    self.scalars = scalars
  }

  /// The first scalar boundary at or after `index`.
  private static func boundary(_ index: String.Index, in text: String) -> String.Index {
    var index = index
    while index < text.utf8.endIndex, text.utf8[index] & 0xC0 == 0x80 {
      index = text.utf8.index(after: index)
    }
    return index
  }

  private static func append(_ source: some Sequence<Unicode.Scalar>, to scalars: inout [Unicode.Scalar]) {
    var token = String.UnicodeScalarView()
    func flush() {
      guard !token.isEmpty else { return }
      let string = String(token)
      if string.isNameForMachines { scalars.append(" ") } else { scalars.append(contentsOf: token) }
      token = String.UnicodeScalarView()
    }
    for scalar in source {
      if scalar.isASCII, scalar.value > 0x20, scalar.value != 0x7F {
        token.append(scalar)
        continue
      }
      flush()
      scalars.append(scalar.isInterchangeable ? scalar : " ")
    }
    flush()
  }
}

extension String {
  fileprivate var isNameForMachines: Bool {
    let lowered = lowercased()
    if lowered.contains("://") || lowered.hasPrefix("www.") || hasPrefix("{") || hasPrefix("%") {
      return true
    }
    if let at = firstIndex(of: "@"), self[at...].contains(".") { return true }
    return contains("/") && unicodeScalars.contains(where: \.isDigit)
  }
}

extension Unicode.Scalar {
  /// Neither a control character, a surrogate's replacement nor a noncharacter: the detector's library
  /// stops at those.
  fileprivate var isInterchangeable: Bool {
    switch value {
    case 0x80..<0xA0, 0..<0x21, 0x7F, 0xFDD0...0xFDEF, 0xFEFF, 0xFFF9...0xFFFF: false
    default: value & 0xFFFE != 0xFFFE
    }
  }
}
