import Foundation

/// libFuzzer's entry: whatever the bytes, reading them ends in arrays within the file or in a
/// `ModelFormatError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSafetensors(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    let file = try SafetensorsFile(data: data, file: "fuzz")
    precondition(file.arrays.values.reduce(0) { $0 + $1.data.count } <= count)
    for array in file.arrays.values {
      precondition(array.data.count == array.shape.reduce(array.elementType.size, *))
    }
  } catch is ModelFormatError {
    return 0
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}
