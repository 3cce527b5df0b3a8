import Foundation
import ModelFormats
import Testing

/// What each container's own rules forbid, one at a time.
struct WeightsFileTests {
  private func safetensors(_ header: String, bytes: Int) -> Data {
    var data = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Data($0) }
    data.append(contentsOf: header.utf8)
    return data + Data(count: bytes)
  }

  private func entry(_ name: String, _ type: String, _ shape: String, _ offsets: String) -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }

  @Test func safetensorsThatAreRight() throws {
    let header =
      "{\(entry("b", "F16", "[2,3]", "[4,16]")),\(entry("none", "I64", "[0]", "[4,4]")),"
      + #""__metadata__":{"format":"pt"},"# + entry("a", "F32", "[]", "[0,4]") + "}   "
    let arrays = try SafetensorsFile(data: safetensors(header, bytes: 12 + 4), file: "f").arrays
    #expect(arrays.keys.sorted() == ["a", "b", "none"])
    #expect(arrays["b"]?.shape == [2, 3] && arrays["b"]?.elementType == .float16)
    #expect(arrays["b"]?.offset == 8 + header.utf8.count + 4)
  }

  @Test(arguments: [
    ("[2]", "[0,4]", 4, "cannot be"), ("[1]", "[4,0]", 4, "cannot be"), ("[1]", "[-4,0]", 4, "cannot be"),
    ("[1]", "[4,8]", 8, "gap"), ("[1]", "[0,4]", 5, "no array"), ("[1]", "[0,4]", 3, "which has 3"),
    ("[4611686018427387904,4]", "[0,4]", 4, "cannot be"), ("[-1]", "[0,4]", 4, "cannot be"),
    ("[1,1,1,1,1,1,1,1,1]", "[0,4]", 4, "more than 8"), ("[1.0]", "[0,4]", 4, "whole number"),
    ("[1]", "[0]", 4, "two data_offsets"), ("[1]", "[0,4,4]", 4, "more than 2"),
    ("{}", "[0,4]", 4, "an array"),
  ])
  func safetensorsThatLie(shape: String, offsets: String, bytes: Int, reason: String) {
    let data = safetensors("{\(entry("a", "F32", shape, offsets))}", bytes: bytes)
    #expect { try SafetensorsFile(data: data, file: "f") } throws: { "\($0)".contains(reason) }
  }

  @Test func safetensorsHeaders() {
    func refusal(_ data: Data) -> ModelFormatError? {
      #expect(throws: ModelFormatError.self) { try SafetensorsFile(data: data, file: "f") }
    }
    let one = entry("a", "F32", "[1]", "[0,4]")
    #expect(refusal(safetensors("{\(one),\(entry("b", "F32", "[1]", "[2,6]"))}", bytes: 6))?.field == "b")
    #expect(
      refusal(safetensors("{\(one),\(entry("a", "F32", "[1]", "[4,8]"))}", bytes: 8))?.reason
        == "the name comes twice")
    #expect(
      refusal(safetensors("{\(entry("a", "F8_E4M3", "[4]", "[0,4]"))}", bytes: 4))?.kind == .unsupported)
    #expect(refusal(safetensors("{\(one)", bytes: 4))?.field == "header")
    #expect(refusal(safetensors("[]", bytes: 0))?.offset == 8)
    #expect(refusal(Data(repeating: 0xFF, count: 40))?.field == "header size")
    #expect(refusal(safetensors(#"{"a":{"x":"#, bytes: 0))?.field == "a")
    let deep = #"{"__metadata__":"# + String(repeating: "[", count: 200_000)
    #expect(refusal(safetensors(deep, bytes: 0))?.reason.contains("deep") == true)
    #expect(refusal(Data()) != nil)
  }

  // MARK: Pickles

  /// A zip archive of stored members, as torch writes it but without 64-bit records.
  private func archive(_ members: [(name: String, data: [UInt8])], method: UInt8 = 0) -> Data {
    func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(value >> (8 * $0) & 0xFF) } }
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for (name, data) in members {
      let sizes = number(data.count, 4) + number(data.count, 4)
      directory += [0x50, 0x4B, 1, 2] + number(0, 6) + [method, 0] + number(0, 8) + sizes
      directory += number(name.utf8.count, 2) + number(0, 12) + number(file.count, 4) + Array(name.utf8)
      file += [0x50, 0x4B, 3, 4] + number(0, 4) + [method, 0] + number(0, 8) + sizes
      file += number(name.utf8.count, 2) + number(0, 2) + Array(name.utf8) + data
    }
    let end = [0x50, 0x4B, 5, 6] + number(0, 4) + number(members.count, 2) + number(members.count, 2)
    return Data(file + directory + end + number(directory.count, 4) + number(file.count, 4) + number(0, 2))
  }

  private func refusal(pickle: [UInt8], storage: Int = 4) throws -> ModelFormatError {
    let data = archive([("a/data.pkl", pickle), ("a/data/0", Array(repeating: 0, count: storage))])
    return try #require(throws: ModelFormatError.self) { try TorchFile(data: data, file: "f") }
  }

  private func global(_ module: String, _ name: String) -> [UInt8] { Array("c\(module)\n\(name)\n".utf8) }

  private func text(_ text: String) -> [UInt8] { [0x8C, UInt8(text.utf8.count)] + Array(text.utf8) }

  /// {"w": tensor} over storage "0" of `count` floats.
  private func weights(count: UInt8, start: UInt8 = 0, shape: [UInt8], strides: [UInt8]) -> [UInt8] {
    func tuple(_ numbers: [UInt8]) -> [UInt8] { [0x28] + numbers.flatMap { [UInt8(0x4B), $0] } + [0x74] }
    var storage: [UInt8] = [0x28] + text("storage") + global("torch", "FloatStorage")
    storage += text("0") + text("cpu") + [0x4B, count, 0x74, 0x51]
    var pickle: [UInt8] = [0x80, 2, 0x7D] + text("w") + global("torch._utils", "_rebuild_tensor_v2")
    pickle += [0x28] + storage + [0x4B, start] + tuple(shape) + tuple(strides)
    return pickle + [0x89, 0x7D, 0x74, 0x52, 0x73, 0x2E]
  }

  @Test func picklesThatAreRight() throws {
    let pickle = weights(count: 6, start: 2, shape: [2, 2], strides: [2, 1])
    let bytes = Array(UInt8(0)..<24)
    let data = archive([("a/data.pkl", pickle), ("a/data/0", bytes), ("a/byteorder", Array("little".utf8))])
    let array = try #require(TorchFile(data: data, file: "f").arrays["w"])
    #expect(array.shape == [2, 2] && Array(array.data) == Array(8..<24))
  }

  @Test(arguments: [
    ("os", "system"), ("builtins", "eval"), ("torch", "load"), ("torch._utils", "_rebuild_tensor_v2x"),
    ("", ""),
    ("numpy.core.multiarray", "_reconstruct"), ("posix", "system"),
  ])
  func namesThatAreCalled(module: String, name: String) throws {
    for pickle in [
      [0x80, 2] + global(module, name) + text("true") + [0x85, 0x52, 0x2E],
      [0x80, 4] + text(module) + text(name) + [0x93, 0x29, 0x52, 0x2E],
    ] {
      let error = try refusal(pickle: pickle)
      #expect(error.field == "\(module).\(name)" && error.kind == .unsupported && (error.offset ?? 0) > 30)
    }
  }

  @Test(arguments: [
    ([0x2E], "lacks its values"), ([0x4E, 0x2E], "not a dictionary"), ([0x81, 0x2E], "0x81"),
    ([0x69, 0x2E], "0x69"), ([0x68, 9, 0x2E], "remembered as 9"), ([0x74, 0x2E], "lacks its mark"),
    ([0x7D, 0x4E, 0x62, 0x4B, 1, 0x2E], "left over"), ([0x7D, 0x4B, 1, 0x4E, 0x73, 0x2E], "a tensor's name"),
    ([0x7D, 0x8C, 1, 0x77, 0x4E, 0x73, 0x2E], "is None"), ([0x4E, 0x29, 0x52, 0x2E], "None is called"),
    ([0x80, 9, 0x2E], "protocol 9"), ([0x4E, 0x51, 0x2E], "not a storage"), ([0x7D], "are needed"),
    ([0x58, 0xFF, 0xFF, 0xFF, 0x7F], "a string of"), ([0x8A, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1], "9 bytes"),
    ([0x28, 0x4E, 0x7D, 0x28, 0x73, 0x2E], "lacks its values"),
    ([0x4B, 1, 0x4E, 0x62, 0x2E], "attributes of a number"),
  ])
  func instructionsThatCannotBeFollowed(pickle: [UInt8], reason: String) throws {
    #expect(try refusal(pickle: pickle).reason.contains(reason))
  }

  @Test(
    arguments: [
      ([3], [1], 0, 2, "in a storage of 2"), ([2], [1], 1, 2, "in a storage of 2"),
      ([2, 2], [1, 2], 0, 4, "not row-major"), ([2, 2], [4, 1], 0, 8, "not row-major"),
      ([2], [1, 1], 0, 2, "description"),
      ([1], [1], 0, 2, "cannot be 2 elements"),
    ] as [([UInt8], [UInt8], UInt8, UInt8, String)])
  func tensorsThatLie(shape: [UInt8], strides: [UInt8], start: UInt8, count: UInt8, reason: String) throws {
    let size = reason.contains("cannot") ? 4 : Int(count) * 4
    let pickle = weights(count: count, start: start, shape: shape, strides: strides)
    #expect(try refusal(pickle: pickle, storage: size).reason.contains(reason))
  }

  @Test func picklesThatGrow() throws {
    let tuples = [0x29] + [UInt8](repeating: 0x85, count: 100_000)
    #expect(try refusal(pickle: tuples).reason.contains("nested deeper"))
    #expect(try refusal(pickle: [UInt8](repeating: 0x4E, count: 100_000)).kind == .tooLarge)
    #expect(try refusal(pickle: [UInt8](repeating: 0x28, count: 100_000)).kind == .tooLarge)
    let pairs: [UInt8] = [0x7D] + [[UInt8]](repeating: [0x4E, 0x4E, 0x73], count: 200_000).joined()
    #expect(try refusal(pickle: pairs).kind == .tooLarge)
    let containers = [[UInt8]](repeating: [0x5D, 0x71, 0], count: 100_000).joined()
    #expect(try refusal(pickle: Array(containers)).kind == .tooLarge)
    // A list that holds itself: values are numbers, nothing goes round in a circle.
    #expect(try refusal(pickle: [0x5D, 0x94, 0x68, 0, 0x61, 0x2E]).reason.contains("a list"))
  }

  @Test func archivesThatAreOthers() throws {
    func refusal(_ data: Data) throws -> ModelFormatError {
      try #require(throws: ModelFormatError.self) { try TorchFile(data: data, file: "f") }
    }
    let pickle = weights(count: 1, shape: [1], strides: [1])
    #expect(try refusal(archive([("a/data.pkl", pickle)])).reason.contains("storage 0"))
    #expect(
      try refusal(archive([("a/data.pkl", pickle), ("a/data/0", [0, 0, 0, 0])], method: 8)).kind
        == .unsupported)
    #expect(try refusal(archive([("a/x.pkl", pickle)])).field == "data.pkl")
    #expect(try refusal(archive([("a/data.pkl", pickle), ("b/data.pkl", pickle)])).field == "data.pkl")
    #expect(try refusal(archive([("a/data.pkl", pickle), ("a/data.pkl", pickle)])).reason.contains("twice"))
    #expect(
      try refusal(archive([("a/data.pkl", pickle), ("a/byteorder", Array("big".utf8))])).field
        == "a/byteorder")
    #expect(try refusal(Data("not a model".utf8)).offset == 0)
  }
}
