import Foundation

/// torch 1.6 and later: `NAME/data.pkl`, and each storage as `NAME/data/KEY`.
extension TorchFile {
  static func archive(_ data: Data, _ file: String) throws -> Layout {
    let archive = try StoredZip(data: data, file: file)
    let suffix = "/data.pkl"
    let pickles = archive.members.filter { $0.key.hasSuffix(suffix) }
    guard pickles.count == 1, let (name, range) = pickles.first else {
      throw ModelFormatError(
        .missing, file: file, field: "data.pkl",
        reason: "\(pickles.count) members of this name are there, not one")
    }
    let root = name.dropLast(suffix.count)
    if let order = archive.member("\(root)/byteorder"), !order.elementsEqual("little".utf8) {
      throw ModelFormatError(
        .unsupported, file: file, field: "\(root)/byteorder", reason: "only little-endian files are read")
    }
    guard range.count <= maximumPickleSize else {
      throw ModelFormatError(
        .tooLarge, file: file, field: name, offset: range.lowerBound,
        reason: "\(range.count) bytes, at most \(maximumPickleSize) are read")
    }
    var machine = PickleMachine(
      reader: try ByteReader(data: data, file: file, from: range.lowerBound, to: range.upperBound, name))
    let tensors = try tensors(&machine)
    let prefix = "\(root)/data/"
    var storages: [String: Range<Int>] = [:]
    for (name, range) in archive.members where name.hasPrefix(prefix) {
      storages[String(name.dropFirst(prefix.count))] = range
    }
    return Layout(tensors: tensors, storages: storages)
  }
}
