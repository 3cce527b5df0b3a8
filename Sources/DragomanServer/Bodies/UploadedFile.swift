/// A file that came with a request.
package struct UploadedFile: Sendable, Equatable {
  /// Without folders.
  package var name: String
  package var bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let allowed = last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    // What stands in headers and file names later.
    self.name = String(String.UnicodeScalarView(allowed.prefix(200)))
    self.bytes = bytes
  }
}
