import Foundation

/// A page of a book, or a text of HTML in its description.
struct EPUBPage: Sendable {
  let name: String
  let document: HTMLDocument
  /// The numbers of its units in the book.
  let units: Range<Int>
  /// Whether it was well-formed, as it has to stay.
  let isSound: Bool
}

extension EPUBPage {
  /// Whether the bytes are well-formed, with the names of HTML for characters, which a document type declares.
  static func isSound(_ bytes: Data, format: String, name: String, limits: DocumentLimits) -> Bool {
    do {
      try check(bytes, format: format, name: name, limits: limits)
      return true
    } catch {
      return false
    }
  }

  static func check(
    _ bytes: Data, format: String, name: String, limits: DocumentLimits
  ) throws(DocumentError) {
    let source = [UInt8](bytes)
    var plain: [UInt8] = []
    plain.reserveCapacity(source.count)
    var position = 0
    while position < source.count {
      if source[position] == UInt8(ascii: "&"),
        let reference = CharacterReference.read(source, at: position, end: source.count)
      {
        plain += repeatElement(UInt8(ascii: "x"), count: reference.end - position)
        position = reference.end
      } else {
        plain.append(source[position])
        position += 1
      }
    }
    try XMLCheck.check(Data(plain), format: format, part: name, limits: limits, allowsDoctype: true)
  }
}
