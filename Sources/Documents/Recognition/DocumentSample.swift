import Foundation

/// What can be seen of a document without reading it: its first characters, an archive's list, an XML root.
public struct DocumentSample: Sendable {
  /// Bytes that are looked at as text.
  private static let headSize = 8192

  public let bytes: Data
  /// The first characters without a byte order mark; nil when they are no UTF-8 or UTF-16.
  public let head: String?
  /// What a zip archive holds; nil for what is none.
  public let archive: ZipListing?
  /// The first element; nil for what is no XML.
  public let root: XMLRoot?

  public init(_ bytes: Data) {
    self.bytes = bytes
    archive = ZipListing(bytes)
    head =
      archive == nil ? Self.text(bytes.prefix(Self.headSize), isWhole: bytes.count <= Self.headSize) : nil
    root = (head ?? Self.declaration(bytes)).flatMap(XMLRoot.init)
  }

  /// The beginning of XML in an encoding of its own: what matters of it is ASCII.
  private static func declaration(_ bytes: Data) -> String? {
    guard bytes.starts(with: "<?xml".utf8), !bytes.prefix(headSize).contains(0) else { return nil }
    return String(decoding: bytes.prefix(headSize), as: UTF8.self)
  }

  /// Whether the document begins with these bytes.
  public func hasPrefix(_ magic: String) -> Bool { bytes.starts(with: magic.utf8) }

  private static func text(_ bytes: Data, isWhole: Bool) -> String? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return String(data: bytes.prefix(bytes.count & ~1), encoding: .utf16)
    }
    guard !bytes.contains(0) else { return nil }
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard !isWhole else { return nil }
    // The cut may stand inside a character.
    for _ in 0..<3 {
      bytes = bytes.dropLast()
      if let text = String(validating: bytes, as: UTF8.self) { return text }
    }
    return nil
  }
}
