import CArchive
import Foundation

/// Writes archives for tests, also such as no honest tool would write.
struct ArchiveBuilder {
  enum Format { case zip, tar, tarGzip, tarGzipTwice }

  enum Entry {
    case file(String, [UInt8])
    case folder(String)
    case symbolicLink(String, to: String)
    case hardLink(String, to: String)
    case device(String)
  }

  struct Failure: Error { let reason: String }

  @discardableResult
  static func write(_ format: Format, to url: URL, _ entries: [Entry]) throws -> URL {
    guard let archive = archive_write_new() else { throw Failure(reason: "memory") }
    defer { archive_write_free(archive) }
    switch format {
    case .zip: archive_write_set_format_zip(archive)
    case .tar: archive_write_set_format_pax_restricted(archive)
    case .tarGzip:
      archive_write_set_format_pax_restricted(archive)
      archive_write_add_filter_gzip(archive)
    case .tarGzipTwice:
      archive_write_set_format_pax_restricted(archive)
      archive_write_add_filter_gzip(archive)
      archive_write_add_filter_gzip(archive)
    }
    guard archive_write_open_filename(archive, url.path) == ARCHIVE_OK else {
      throw Failure(reason: "cannot open \(url.path)")
    }
    for entry in entries { try add(entry, to: archive) }
    guard archive_write_close(archive) == ARCHIVE_OK else { throw Failure(reason: "cannot close") }
    return url
  }

  private static func add(_ entry: Entry, to archive: OpaquePointer) throws {
    guard let header = archive_entry_new() else { throw Failure(reason: "memory") }
    defer { archive_entry_free(header) }
    archive_entry_set_perm(header, 0o644)
    var content: [UInt8] = []
    switch entry {
    case .file(let name, let bytes):
      archive_entry_set_pathname(header, name)
      archive_entry_set_filetype(header, 0o100000)
      archive_entry_set_size(header, Int64(bytes.count))
      content = bytes
    case .folder(let name):
      archive_entry_set_pathname(header, name)
      archive_entry_set_filetype(header, 0o040000)
    case .symbolicLink(let name, let target):
      archive_entry_set_pathname(header, name)
      archive_entry_set_filetype(header, 0o120000)
      archive_entry_set_symlink(header, target)
    case .hardLink(let name, let target):
      archive_entry_set_pathname(header, name)
      archive_entry_set_filetype(header, 0o100000)
      archive_entry_set_hardlink(header, target)
    case .device(let name):
      archive_entry_set_pathname(header, name)
      archive_entry_set_filetype(header, 0o020000)
    }
    guard archive_write_header(archive, header) == ARCHIVE_OK else {
      throw Failure(reason: "header of \(entry)")
    }
    guard
      content.withUnsafeBytes({ archive_write_data(archive, $0.baseAddress, $0.count) })
        == content.count
    else { throw Failure(reason: "data") }
  }
}
