/// How much an archive may unpack to.
package struct ArchiveLimits: Sendable {
  package var maximumEntries = 10_000
  /// Bytes of all entries together, unpacked.
  package var maximumBytes: Int64 = 16 << 30
  /// Unpacked bytes for one byte of archive; real weights stay under 10.
  package var maximumRatio: Int64 = 100
  /// Unpacked bytes that are always allowed, whatever the ratio.
  package var freeBytes: Int64 = 16 << 20

  package init() {}

  /// The cap in bytes for an archive of `size` bytes.
  func byteLimit(archiveSize size: Int64) -> Int64 {
    let (scaled, overflow) = size.multipliedReportingOverflow(by: maximumRatio)
    return overflow ? maximumBytes : min(maximumBytes, max(freeBytes, scaled))
  }
}
