import Foundation

/// The container `.npz`: a zip archive with one `.npy` for each array.
extension MarianFile {
  private static let memberSuffix = ".npy"

  package init(archive data: Data, file: String) throws {
    self.init(file: file, isMapped: false)
    let members = try ZipMembers.read(data, file: file, maximumMemberSize: Self.maximumFileSize) {
      $0.hasSuffix(Self.memberSuffix)
    }
    // In one order, so that a file has one error.
    for (member, content) in members.sorted(by: { $0.key < $1.key }) {
      let name = String(member.dropLast(Self.memberSuffix.count))
      guard (1..<Self.maximumNameLength).contains(name.utf8.count) else {
        throw ModelFormatError(
          .invalid, file: file, field: String(member.prefix(80)),
          reason: "the member's name cannot be an array's")
      }
      let array = try NumpyArray(data: content, name: name, file: file)
      try add(
        MarianTensor(
          name: name, shape: array.shape, content: Self.content(array.type), data: array.data,
          isTransposed: array.isTransposed, offset: nil))
    }
  }

  private static func content(_ type: String) -> MarianTensor.Content {
    switch type.dropFirst() {
    case "f4": .float32
    case "f2": .float16
    case "i1", "u1": .bytes
    default: .other("type \(type)")
    }
  }
}
