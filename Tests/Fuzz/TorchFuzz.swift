import Foundation

/// libFuzzer's entry: whatever the bytes, as an archive, as the older layout or as a bare pickle, reading
/// them ends in arrays within the file or in a `ModelFormatError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTorch(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    if data.first == 0x80, !data.starts(with: TorchFile.legacyMagic) {
      var machine = PickleMachine(reader: ByteReader(data: data, file: "fuzz"))
      _ = try TorchFile.tensors(&machine)
      return 0
    }
    let file = try TorchFile(data: data, file: "fuzz")
    for array in file.arrays.values {
      precondition(array.data.count == array.shape.reduce(array.elementType.size, *))
      precondition(array.offset + array.data.count <= count)
    }
  } catch is ModelFormatError {
    return 0
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}
