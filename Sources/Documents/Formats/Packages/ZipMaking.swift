internal import CZip
import Foundation

/// Makes an archive of members.
enum ZipMaking {
  static func archive(
    _ members: [(name: String, content: Data)], format: String
  ) throws(DocumentError) -> Data {
    var created: OpaquePointer?
    var message = [CChar](repeating: 0, count: Int(DRAGOMAN_ZIP_MESSAGE))
    func check(_ status: Int32, _ part: String?) throws(DocumentError) {
      guard status != 0 else { return }
      let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw DocumentError(
        .tooLarge, format: format, place: part.map { .part($0) }, reason: "it cannot be packed: \(text)")
    }
    try check(dragoman_zip_create(&created, &message), nil)
    guard let archive = created else {
      throw DocumentError(.tooLarge, format: format, reason: "it cannot be packed")
    }
    defer { dragoman_zip_close(archive) }
    for member in members {
      let status = member.content.withUnsafeBytes { content in
        dragoman_zip_add(
          archive, member.name, content.bindMemory(to: UInt8.self).baseAddress, content.count, &message)
      }
      try check(status, member.name)
    }
    var output: UnsafeMutablePointer<UInt8>?
    var length = 0
    try check(dragoman_zip_write(archive, &output, &length, &message), nil)
    guard let output else { throw DocumentError(.tooLarge, format: format, reason: "it cannot be packed") }
    return Data(bytesNoCopy: output, count: length, deallocator: .free)
  }
}
