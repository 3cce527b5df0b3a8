import Foundation
import FuzzDriver
import Inference

@testable import ModelFormats

@_cdecl("SafetensorsFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzSafetensors($0, $1) }
}

/// Whatever the bytes, reading them ends in arrays within the file or in a `ModelFormatError`.
private func fuzzSafetensors(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
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
