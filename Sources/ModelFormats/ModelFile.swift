import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Opens the files of a model.
package enum ModelFile {
  /// The file's bytes, mapped read-only and not copied: `Tensor.isFileMapped` may be said of its slices.
  /// - Throws: `ModelFormatError` when it cannot be opened or is larger than `maximumSize`.
  package static func read(_ file: URL, maximumSize: Int) throws -> Data {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(file) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(file) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelFormatError(.unreadable, file: file.path, reason: "is not a file")
    }
    let size = Int(status.st_size)
    guard size <= maximumSize else {
      throw ModelFormatError(
        .tooLarge, file: file.path, reason: "\(size) bytes, at most \(maximumSize) are read")
    }
    guard size > 0 else { return Data() }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw unreadable(file)
    }
    return Data(bytesNoCopy: base, count: size, deallocator: .custom { base, size in munmap(base, size) })
  }

  private static func unreadable(_ file: URL) -> ModelFormatError {
    ModelFormatError(
      .unreadable, file: file.path, reason: "cannot be read (\(String(cString: strerror(errno))))")
  }
}
