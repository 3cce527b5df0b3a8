import Foundation

/// A Marian model's arrays and the configuration among them, out of either of its two containers.
package struct MarianFile: Sendable {
  package let file: String
  /// Whether the arrays are slices of a mapped file.
  package let isMapped: Bool
  /// By name, the configuration excepted.
  package private(set) var tensors: [String: MarianTensor] = [:]
  /// The text of `special:model.yml`; nil when the file holds none.
  package private(set) var configuration: Data?

  static let configurationName = "special:model.yml"
  /// Larger than any translation model.
  static let maximumFileSize = 1 << 36
  static let maximumNameLength = 1024
  /// Real arrays have at most 4 dimensions.
  static let maximumRank = 8

  init(file: String, isMapped: Bool) {
    self.file = file
    self.isMapped = isMapped
  }

  /// Reads `.npz` or `.bin`, told apart by their first bytes.
  /// - Throws: `ModelFormatError` naming the array and the byte for whatever is wrong.
  package init(contentsOf file: URL) throws {
    let data = try ModelFile.read(file, maximumSize: Self.maximumFileSize)
    if data.starts(with: Self.archiveStart) {
      try self.init(archive: data, file: file.path)
    } else {
      try self.init(binary: data, file: file.path, isMapped: true)
    }
  }

  private static let archiveStart = Data("PK\u{3}\u{4}".utf8)

  /// Whether the file begins as Marian's `.bin` does; CTranslate2's `model.bin` begins with a number of 32
  /// bits.
  static func isBinary(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    guard let head = try? handle.read(upToCount: 16) else { return false }
    var reader = ByteReader(data: head, file: file.path)
    guard let version = try? reader.size("version"), let count = try? reader.size("items") else {
      return false
    }
    return version == binaryVersion && count > 0 && count <= maximumFileSize / binaryHeaderSize
  }

  /// Adds an array, or keeps it as the configuration.
  mutating func add(_ tensor: MarianTensor) throws {
    if tensor.name == Self.configurationName {
      guard configuration == nil else { throw duplicate(tensor) }
      guard tensor.content == .bytes else {
        throw ModelFormatError(
          .invalid, file: file, field: tensor.name, offset: tensor.offset, reason: "not a text")
      }
      // The text ends at its NUL; what follows pads.
      configuration = tensor.data.prefix { $0 != 0 }
      return
    }
    guard tensors.updateValue(tensor, forKey: tensor.name) == nil else { throw duplicate(tensor) }
  }

  private func duplicate(_ tensor: MarianTensor) -> ModelFormatError {
    ModelFormatError(
      .invalid, file: file, field: tensor.name, offset: tensor.offset, reason: "the name comes twice")
  }
}

extension ByteReader {
  /// A number of 64 bits that counts something, and so has to fit into 63.
  mutating func size(_ field: @autoclosure () -> String) throws -> Int {
    let start = offset
    let low = UInt64(try uint32(field()))
    let value = UInt64(try uint32(field())) << 32 | low
    guard let size = Int(exactly: value) else {
      throw error(.invalid, field(), at: start, "\(value) cannot be a size")
    }
    return size
  }
}
