import Foundation

/// torch before 1.6: pickles of a magic number, a version, the machine's byte order, the dictionary and the
/// storages' keys; then for each key the number of its elements (64 bits) and the elements.
extension TorchFile {
  /// The pickles of the magic number 0x1950A86A20F9469CFC6C and of version 1001.
  static let legacyMagic: [UInt8] = [
    0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
    0x80, 0x02, 0x4D, 0xE9, 0x03, 0x2E,
  ]

  static func legacy(_ data: Data, _ file: String) throws -> Layout {
    let pickles = data.prefix(maximumPickleSize)
    var machine = PickleMachine(
      reader: try ByteReader(data: pickles, file: file, from: legacyMagic.count, "pickle"))
    try checkByteOrder(&machine)
    machine = PickleMachine(reader: machine.reader)
    let tensors = try tensors(&machine)
    machine = PickleMachine(reader: machine.reader)
    let keys = try storageKeys(&machine)

    var named: [String: TorchStorage] = [:]
    for (_, tensor) in tensors { named[tensor.storage.key] = tensor.storage }
    var reader = try ByteReader(data: data, file: file, from: machine.reader.offset, "storages")
    var storages: [String: Range<Int>] = [:]
    for key in keys {
      let field = "storage \(key)"
      let start = reader.offset
      let count = try reader.size64(field)
      guard let storage = named[key] else {
        throw reader.error(
          .unsupported, field, at: start, "no tensor lies in it, so that its size is not known")
      }
      let (size, overflows) = count.multipliedReportingOverflow(by: storage.elementType.size)
      guard !overflows, count == storage.count else {
        throw reader.error(.invalid, field, at: start, "\(count) elements, the pickle says \(storage.count)")
      }
      let first = reader.offset
      _ = try reader.bytes(size, field)
      guard storages.updateValue(first..<reader.offset, forKey: key) == nil else {
        throw reader.error(.invalid, field, at: start, "the storage comes twice")
      }
    }
    guard reader.remaining == 0 else {
      throw reader.error(.invalid, "end of file", "\(reader.remaining) bytes follow the last storage")
    }
    return Layout(tensors: tensors, storages: storages)
  }

  private static func checkByteOrder(_ machine: inout PickleMachine) throws {
    guard case .dictionary(let index) = try machine.run() else {
      throw machine.error("the machine's description is no dictionary")
    }
    for case (.text("little_endian"), let value) in machine.dictionaries[index] {
      if case .bool(true) = value { return }
    }
    throw machine.error(.unsupported, field: "little_endian", "only little-endian files are read")
  }

  private static func storageKeys(_ machine: inout PickleMachine) throws -> [String] {
    guard case .list(let index) = try machine.run() else {
      throw machine.error("the storages' keys are no list")
    }
    return try machine.lists[index].map { key in
      guard case .text(let text) = key else { throw machine.error("a storage's key is \(key.kind)") }
      return text
    }
  }
}
