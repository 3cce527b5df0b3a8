import Foundation

/// The arrays of a model folder's weights, which may lie in several files.
struct WeightFiles {
  /// What stands for them in messages.
  let file: String
  private(set) var arrays: [String: StoredArray] = [:]

  /// Larger than any translation model.
  static let maximumFileSize = 1 << 36
  static let maximumIndexSize = 16 << 20
  static let maximumShards = 1024

  /// In the order in which they are preferred, as transformers does.
  private static let names = [
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.bin.index.json",
  ]

  /// The file that a folder's weights begin with; nil where there are none.
  static func find(in folder: URL) -> URL? {
    names.map { folder.appendingPathComponent($0) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// - Throws: `ModelFormatError` naming the file and the place in it.
  init(_ file: URL) throws {
    self.file = file.path
    guard file.pathExtension == "json" else {
      arrays = try Self.read(file)
      return
    }
    let index = try Self.index(file)
    for shard in Set(index.values).sorted() {
      for (name, array) in try Self.read(file.deletingLastPathComponent().appendingPathComponent(shard)) {
        guard index[name] == shard else {
          throw array.error("is in this file, which the index does not say")
        }
        arrays[name] = array
      }
    }
    for (name, shard) in index.sorted(by: { $0.key < $1.key }) where arrays[name] == nil {
      throw ModelFormatError(.missing, file: file.path, field: name, reason: "is not in \(shard)")
    }
  }

  private static func read(_ file: URL) throws -> [String: StoredArray] {
    let data = try ModelFile.read(file, maximumSize: maximumFileSize)
    return file.pathExtension == "safetensors"
      ? try SafetensorsFile(data: data, file: file.path, isMapped: true).arrays
      : try TorchFile(data: data, file: file.path, isMapped: true).arrays
  }

  /// The file of each array.
  private static func index(_ file: URL) throws -> [String: String] {
    let data = try ModelFile.read(file, maximumSize: maximumIndexSize)
    var map: [String: String] = [:]
    var scanner = JSONScanner(data)
    do {
      try scanner.object { scanner, key in
        guard key == "weight_map" else { return try scanner.skipValue() }
        try scanner.object { scanner, name in map[name] = try scanner.string() }
      }
      try scanner.finish("the index")
    } catch let fault as JSONScanner.Fault {
      throw ModelFormatError(fault, file: file.path, "not an index of weights")
    }
    let shards = Set(map.values)
    guard (1...maximumShards).contains(shards.count) else {
      throw ModelFormatError(
        .invalid, file: file.path, field: "weight_map",
        reason: "names \(shards.count) files, not 1 to \(maximumShards)")
    }
    let expected = file.lastPathComponent.contains("safetensors") ? ".safetensors" : ".bin"
    for name in shards where name.contains("/") || name.hasPrefix(".") || !name.hasSuffix(expected) {
      throw ModelFormatError(
        .invalid, file: file.path, field: "weight_map", reason: "\(name) is no name of a file beside it")
    }
    return map
  }
}
