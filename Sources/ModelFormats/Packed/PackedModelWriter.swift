import Foundation
import Inference
import Tokenization

/// Writes a packed model file from front to back, a weight at a time.
final class PackedModelWriter {
  private let url: URL
  private let handle: FileHandle
  private var offset = 0
  private var checksum = Checksum()
  private var table = Data()
  private var sectionCount: UInt32 = 0

  init(file: URL) throws {
    url = file
    guard FileManager.default.createFile(atPath: file.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: file)
    else { throw Self.failure(file, "cannot be created") }
    self.handle = handle
  }

  func write(
    _ model: TranslationModel, weights: ComputeType, progress: (Double) throws -> Void
  ) throws {
    defer { try? handle.close() }
    let sections = PackedModelLayout.Section.allCases.count
    try append(
      Data(count: PackedModelLayout.headerSize + sections * PackedModelLayout.sectionEntrySize))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try section(.description) {
      try append(try encoder.encode(PackedModelDescription(model, weights: weights)))
    }
    try section(.tokenizer) { try append(model.tokenizer.compiled) }
    if let shortlist = model.shortlist {
      try section(.shortlist) { try append(PackedShortlist.bytes(of: shortlist)) }
    }
    var tensors = PackedTensorTable()
    try section(.weights) {
      tensors = try writeWeights(
        model.namedTensors, weights: weights,
        attention: weights.forAttention(modelDimension: model.configuration.modelDimension),
        progress: progress)
    }
    try section(.tensors) { try append(tensors.bytes) }
    try finish()
  }

  static func failure(_ file: URL, _ what: String) -> ModelFormatError {
    ModelFormatError(
      .unreadable, file: file.path, reason: "\(what) (\(String(cString: strerror(errno))))")
  }

  private func writeWeights(
    _ tensors: [NamedTensor], weights: ComputeType, attention: ComputeType,
    progress: (Double) throws -> Void
  ) throws -> PackedTensorTable {
    let start = offset
    let total = Double(tensors.reduce(1) { $0 + $1.tensor.count })
    var done = 0.0
    var table = PackedTensorTable()
    func add(_ name: String, _ form: PackedTensorTable.Form, _ shape: [Int], _ body: () throws -> Void) throws
    {
      try pad()
      let first = offset
      try body()
      table.entries.append(
        PackedTensorTable.Entry(
          name: name, form: form, shape: shape, offset: first - start, size: offset - first))
    }
    for named in tensors {
      let tensor = named.tensor
      try tensor.validate(as: named.name, shape: tensor.shape)
      switch named.role {
      case .matrix, .attentionMatrix, .floatMatrix:
        let arithmetic: ComputeType =
          switch named.role {
          case .floatMatrix: .float32
          case .attentionMatrix: attention
          default: weights
          }
        let isInt8 = arithmetic == .int8
        let type: Tensor.ElementType = isInt8 ? .int8 : .float32
        let packed =
          try PackedMatrix(borrowing: tensor).flatMap { $0.elementType == type ? $0 : nil }
          ?? PackedMatrix(packing: tensor, as: type)
        try add(named.name, isInt8 ? .int8Panels : .float32Panels, tensor.shape) {
          try append(packed.bytes)
        }
      case .rows where weights == .int8:
        let (integers, factors) = try tensor.quantizedRows()
        try add(named.name, .int8Rows, tensor.shape) { try append(integers) }
        try add("\(named.name)/scale", .float32, [tensor.rows]) { try append(factors) }
      case .rows, .vector:
        try add(named.name, .float32, tensor.shape) {
          try tensor.floats().withUnsafeBytes { try append($0) }
        }
      }
      done += Double(tensor.count)
      try progress(done / total)
    }
    return table
  }

  private func section(_ section: PackedModelLayout.Section, _ body: () throws -> Void) throws {
    try pad()
    let start = offset
    checksum = Checksum()
    try body()
    guard let checksum else { throw InferenceError.outOfMemory(bytes: 0) }
    var entry = ByteWriter()
    entry.append(section.rawValue)
    entry.append(UInt32(0))
    entry.append(UInt64(start))
    entry.append(UInt64(offset - start))
    entry.append(checksum.value)
    table.append(entry.data)
    sectionCount += 1
  }

  private func finish() throws {
    var header = ByteWriter()
    header.data.append(PackedModelLayout.beginning)
    header.append(UInt64(offset))
    header.append(sectionCount)
    header.append(UInt32(0))
    header.append(Checksum.of(table))
    header.append(Checksum.of(header.data))
    do {
      try handle.seek(toOffset: 0)
      try handle.write(contentsOf: header.data + table)
      try handle.synchronize()
    } catch {
      throw Self.failure(url, "cannot be written")
    }
  }

  private func pad() throws {
    try append(Data(count: PackedModelLayout.aligned(offset) - offset))
  }

  private func append(_ data: Data) throws {
    try data.withUnsafeBytes { try append($0) }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    checksum?.update(bytes)
    offset += bytes.count
    do {
      try handle.write(
        contentsOf: Data(
          bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: bytes.count, deallocator: .none))
    } catch {
      throw Self.failure(url, "cannot be written")
    }
  }
}
