import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Tensor {
  /// Gives the memory of a mapped tensor back once its values have been packed; a later read maps it again.
  /// Without this a model would stand in memory twice while it loads.
  func releasePages() {
    if isFileMapped { data.releaseMappedPages() }
  }
}

extension Data {
  /// The same for any part of a file that is mapped read-only.
  package func releaseMappedPages() {
    let page = Int(getpagesize())
    withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let start = (Int(bitPattern: base) + page - 1) / page * page
      let end = (Int(bitPattern: base) + bytes.count) / page * page
      guard end > start, let first = UnsafeMutableRawPointer(bitPattern: start) else { return }
      madvise(first, end - start, MADV_DONTNEED)
    }
  }
}
