import Foundation
import Inference

/// The outer form of a packed model file, version 1. All numbers little-endian.
///
///     0   "DRAGOMAN"
///     8   u32 version, u32 panel layout (`PackedMatrix.layout`)
///     16  u64 size of the file
///     24  u32 number of sections, u32 zero
///     32  u64 XXH3 of the section table
///     40  u64 XXH3 of bytes 0..<40
///     48  section table: u32 kind, u32 zero, u64 offset, u64 size, u64 XXH3 of its bytes, for each
///         sections, each at a multiple of 64
enum PackedModelLayout {
  static let magic = Array("DRAGOMAN".utf8)
  static let version: UInt32 = 1
  static let headerSize = 48
  static let sectionEntrySize = 32
  /// Where sections and the tensors in them begin; as the kernels want it.
  static let alignment = PackedMatrix.alignment
  static let maximumFileSize = 1 << 38
  static let maximumDescriptionSize = 1 << 20

  /// Magic, version and panel layout.
  static var beginning: Data {
    var writer = ByteWriter()
    writer.data.append(contentsOf: magic)
    writer.append(version)
    writer.append(PackedMatrix.layout)
    return writer.data
  }

  /// What a section holds.
  enum Section: UInt32, CaseIterable {
    /// JSON: `PackedModelDescription`.
    case description = 1
    /// `ModelTokenizer.compiled`.
    case tokenizer = 2
    /// `PackedShortlist`; absent in most models.
    case shortlist = 3
    /// `PackedTensorTable`: where each weight lies in `weights`.
    case tensors = 4
    case weights = 5

    var name: String { "section \(self)" }
  }

  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }
}
