/// What a document may be at most; beyond it reading ends with an error instead of an exhausted machine.
public struct DocumentLimits: Sendable, Hashable, Codable {
  /// Bytes of the file.
  public var bytes = 512 << 20
  /// Bytes of all parts of a packed document together, unpacked.
  public var unpackedBytes = 2 << 30
  /// How many times as large as the file its parts may be, unpacked.
  public var expansion = 200
  /// Parts of a packed document.
  public var parts = 100_000
  public var units = 2_000_000
  /// UTF-8 bytes of one unit's text.
  public var unitBytes = 1 << 20
  /// Tags of one unit.
  public var tags = 5_000
  /// Elements, lists or objects inside each other.
  public var depth = 256

  public init() {}

  /// To be called by each format before it reads.
  public func check(_ source: DocumentSource, format: String) throws(DocumentError) {
    guard source.bytes.count > bytes else { return }
    throw DocumentError(
      .tooLarge, file: source.name, format: format,
      reason: "it has \(source.bytes.count) bytes, and the limit is \(bytes)")
  }

  /// To be called with the units found.
  public func check(_ found: [DocumentUnit], format: String) throws(DocumentError) {
    guard found.count <= units else {
      throw DocumentError(.tooLarge, format: format, reason: "it has more than \(units) units of text")
    }
    for unit in found where unit.text.utf8.count > unitBytes || unit.tags.count > tags {
      throw DocumentError(
        .tooLarge, format: format, place: .part(unit.id),
        reason: "the unit has \(unit.text.utf8.count) bytes and \(unit.tags.count) tags; the limits are"
          + " \(unitBytes) and \(tags)")
    }
  }
}
