#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Zeroed memory of one trivial type, aligned for vector loads and, when large, for huge pages.
///
/// `@unchecked Sendable`: weights are written before they are shared and only read afterwards;
/// scratch belongs to one worker.
package final class AlignedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  package let pointer: UnsafeMutablePointer<Element>
  package let count: Int
  private let mappedBytes: Int

  /// Anonymous pages: untouched ones cost no memory, so a generous `count` is cheap.
  package init(count: Int) throws(InferenceError) {
    let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard count >= 0, !overflow else { throw .outOfMemory(bytes: Int.max) }
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | AlignedBuffer.lazily
    guard let base = mmap(nil, bytes, PROT_READ | PROT_WRITE, flags, -1, 0), base != MAP_FAILED else {
      throw .outOfMemory(bytes: bytes)
    }
    mappedBytes = bytes
    pointer = base.bindMemory(to: Element.self, capacity: max(count, 1))
    self.count = count
  }

  /// Asks for huge pages: a stream of weights then misses the translation cache less often.
  package func preferHugePages() {
    #if os(Linux)
      _ = madvise(pointer, mappedBytes, 14 /* MADV_HUGEPAGE */)
    #endif
  }

  deinit {
    munmap(pointer, mappedBytes)
  }

  private static var lazily: Int32 {
    #if os(Linux)
      0x4000  // MAP_NORESERVE
    #else
      0
    #endif
  }
}
