/// A model inside a zip archive that was cut into slices, each published in a package of its own.
///
/// Only the slices that hold the wanted files are listed and fetched. A zip's local headers tell what
/// follows them, so reading can begin at the first wanted header and needs no central directory.
public struct SliceSource: Codable, Sendable, Hashable {
  /// A stretch of the whole archive.
  public struct Slice: Sendable, Hashable {
    /// Where the slice begins in the whole archive, in bytes.
    public var start: Int64
    public var package: PipPackage
    /// The file inside the package's archive that holds the slice's bytes.
    public var slice: FileRecord

    public init(start: Int64, package: PipPackage, slice: FileRecord) {
      self.start = start
      self.package = package
      self.slice = slice
    }
  }

  /// Where the first wanted entry's local header begins in the whole archive, in bytes.
  public var offset: Int64
  /// Folder inside the archive that the entry's file paths start from; may be empty.
  public var folder: String
  /// In the archive's order, without a gap.
  public var slices: [Slice]

  public init(offset: Int64, folder: String, slices: [Slice]) {
    self.offset = offset
    self.folder = folder
    self.slices = slices
  }
}

extension SliceSource.Slice: Codable {
  private enum CodingKeys: String, CodingKey { case start, slice }

  // The package's fields stand beside the slice's own.
  public init(from decoder: any Decoder) throws {
    package = try PipPackage(from: decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    start = try values.decode(Int64.self, forKey: .start)
    slice = try values.decode(FileRecord.self, forKey: .slice)
  }

  public func encode(to encoder: any Encoder) throws {
    try package.encode(to: encoder)
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(start, forKey: .start)
    try values.encode(slice, forKey: .slice)
  }
}

extension SliceSource {
  /// Bytes of all listed slices together.
  var size: Int64 { slices.reduce(0) { $0 &+ $1.slice.size } }

  /// What is wrong with the source, or nil.
  func flaw() -> String? {
    if !folder.isEmpty, let reason = RelativePath.flaw(folder) {
      return "folder \"\(folder)\" \(reason)"
    }
    guard let first = slices.first else { return "lists no slices" }
    var end = first.start
    for (index, slice) in slices.enumerated() {
      func fault(_ reason: String) -> String { "slices[\(index)]: \(reason)" }
      if let reason = slice.package.flaw() ?? slice.slice.flaw() { return fault(reason) }
      if slice.start < 0 || slice.slice.size == 0 { return fault("is empty or starts below zero") }
      if slice.start != end { return fault("starts at \(slice.start), but the one before ends at \(end)") }
      let (next, overflow) = slice.start.addingReportingOverflow(slice.slice.size)
      if overflow { return fault("has an impossible size") }
      end = next
    }
    if offset < first.start || offset - first.start >= first.slice.size {
      return "offset \(offset) lies outside the first slice"
    }
    return nil
  }
}
