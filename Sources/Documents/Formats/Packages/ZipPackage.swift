internal import CZip
import Foundation

/// A zip archive that a document is packed in: its members' names are checked when it is opened, and what they unpack
/// to is counted as it is unpacked.
package final class ZipPackage {
  package struct Member {
    package var name: String
    /// As the archive says, which need not be so.
    package var declaredSize: Int
  }

  /// What files of Office begin with that have a password, or are older than packages.
  static let protectedMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

  private let archive: OpaquePointer
  private let format: String
  private let limits: DocumentLimits
  /// Bytes that may still be unpacked.
  private var allowance: Int
  /// What members unpacked to that were read already: they count once.
  private var counted: [Int: Int] = [:]
  package let members: [Member]
  private let indexOf: [String: Int]

  package init(_ bytes: Data, format: String, limits: DocumentLimits) throws(DocumentError) {
    self.format = format
    self.limits = limits
    // What a file of a few bytes unpacks to does no harm, however much it is to those.
    allowance = min(limits.unpackedBytes, max(bytes.count, 1 << 16).multipliedClamping(by: limits.expansion))
    guard !bytes.starts(with: Self.protectedMark) else {
      throw DocumentError(
        .unsupported, format: format, place: .byte(0),
        reason: "is protected by a password, or of the binary format before it",
        advice: "save it without a password in the present format")
    }
    var opened: OpaquePointer?
    var message = Self.emptyMessage
    let status = bytes.withUnsafeBytes { bytes in
      dragoman_zip_open(
        bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &opened, &message)
    }
    guard status == DRAGOMAN_ZIP_GOOD, let opened else {
      throw Self.error(status, message, format: format, part: nil)
    }
    archive = opened
    do {
      members = try Self.members(of: opened, format: format, limits: limits, allowance: allowance)
    } catch {
      // A class whose initialiser ends early is not deinitialised.
      dragoman_zip_close(opened)
      throw error
    }
    indexOf = Dictionary(members.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  deinit { dragoman_zip_close(archive) }

  package func contains(_ name: String) -> Bool { indexOf[name] != nil }

  // MARK: - Reading

  /// What the member called `name` holds; nil where there is none.
  package func read(_ name: String) throws(DocumentError) -> Data? {
    guard let index = indexOf[name] else { return nil }
    let most = counted[index] ?? allowance
    guard members[index].declaredSize <= most else { throw tooLarge(name) }
    var output: UnsafeMutablePointer<UInt8>?
    var length = 0
    var message = Self.emptyMessage
    let status = dragoman_zip_read(archive, Int64(index), UInt64(most), &output, &length, &message)
    if status == DRAGOMAN_ZIP_TOO_LARGE { throw tooLarge(name) }
    guard status == DRAGOMAN_ZIP_GOOD, let output else {
      throw Self.error(status, message, format: format, part: name)
    }
    if counted.updateValue(length, forKey: index) == nil { allowance -= length }
    return Data(bytesNoCopy: output, count: length, deallocator: .free)
  }

  private func tooLarge(_ name: String) -> DocumentError {
    DocumentError(
      .tooLarge, format: format, place: .part(name),
      reason: "unpacks to more than \(limits.unpackedBytes) bytes or \(limits.expansion) times its file")
  }

  // MARK: - Writing

  /// The archive with other contents for some members, each of which it has. Nothing can be read afterwards.
  package func write(replacing contents: [String: Data]) throws(DocumentError) -> Data {
    for (name, content) in contents.sorted(by: { $0.key < $1.key }) {
      guard let index = indexOf[name] else { continue }
      var message = Self.emptyMessage
      let status = content.withUnsafeBytes { content in
        dragoman_zip_replace(
          archive, Int64(index), content.bindMemory(to: UInt8.self).baseAddress, content.count, &message)
      }
      guard status == DRAGOMAN_ZIP_GOOD else {
        throw Self.error(status, message, format: format, part: name)
      }
    }
    var output: UnsafeMutablePointer<UInt8>?
    var length = 0
    var message = Self.emptyMessage
    let status = dragoman_zip_write(archive, &output, &length, &message)
    guard status == DRAGOMAN_ZIP_GOOD, let output else {
      throw Self.error(status, message, format: format, part: nil)
    }
    return Data(bytesNoCopy: output, count: length, deallocator: .free)
  }

  // MARK: - Checks

  private static func members(
    of archive: OpaquePointer, format: String, limits: DocumentLimits, allowance: Int
  ) throws(DocumentError) -> [Member] {
    let count = dragoman_zip_count(archive)
    guard count <= limits.parts else {
      throw DocumentError(
        .tooLarge, format: format, reason: "it has \(count) parts, and the limit is \(limits.parts)")
    }
    var members: [Member] = []
    var declared = 0
    for index in 0..<count {
      var found = dragoman_zip_member()
      guard dragoman_zip_member_at(archive, index, &found) == DRAGOMAN_ZIP_GOOD, let bytes = found.name else {
        throw DocumentError(.damaged, format: format, reason: "the archive's directory is damaged")
      }
      let name = String(cString: bytes)
      guard isSafe(name) else {
        throw DocumentError(
          .unsafe, format: format, place: .part(name), reason: "a part's name leads out of the archive")
      }
      guard found.is_encrypted == 0 else {
        throw DocumentError(
          .unsupported, format: format, place: .part(name), reason: "is encrypted",
          advice: "save it without a password")
      }
      let size = Int(clamping: found.size)
      declared = declared.addingClamping(size)
      guard declared <= allowance else {
        throw DocumentError(
          .tooLarge, format: format, place: .part(name),
          reason: "the parts are said to unpack to more than \(limits.unpackedBytes) bytes or"
            + " \(limits.expansion) times their file")
      }
      members.append(Member(name: name, declaredSize: size))
    }
    return members
  }

  private static func isSafe(_ name: String) -> Bool {
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    let hasDrive = name.dropFirst().first == ":"
    return !name.isEmpty && parts.first?.isEmpty == false && !hasDrive && !parts.contains("..")
  }

  private static var emptyMessage: [CChar] { Array(repeating: 0, count: Int(DRAGOMAN_ZIP_MESSAGE)) }

  private static func error(
    _ status: Int32, _ message: [CChar], format: String, part: String?
  ) -> DocumentError {
    let kind: DocumentError.Kind =
      switch Int(status) {
      case DRAGOMAN_ZIP_ENCRYPTED, DRAGOMAN_ZIP_UNSUPPORTED: .unsupported
      case DRAGOMAN_ZIP_TOO_LARGE, DRAGOMAN_ZIP_NO_MEMORY: .tooLarge
      default: .damaged
      }
    let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return DocumentError(
      kind, format: format, place: part.map { .part($0) }, reason: "the archive cannot be read: \(text)")
  }
}

private func == (status: Int32, expected: Int) -> Bool { Int(status) == expected }

extension Int {
  fileprivate func multipliedClamping(by other: Int) -> Int {
    let (result, overflows) = multipliedReportingOverflow(by: other)
    return overflows ? .max : result
  }

  fileprivate func addingClamping(_ other: Int) -> Int {
    let (result, overflows) = addingReportingOverflow(other)
    return overflows ? .max : result
  }
}
