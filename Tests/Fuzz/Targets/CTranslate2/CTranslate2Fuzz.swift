import Foundation
import FuzzDriver
import Inference

@testable import ModelFormats

@_cdecl("CTranslate2Fuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzCTranslate2($0, $1) }
}

/// Whatever the bytes, reading them ends in weights or in a `ModelFormatError`.
private func fuzzCTranslate2(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    let file = try CTranslate2File(data: data, file: "fuzz")
    _ = try CTranslate2Configuration(variablesOf: file)
    let model = try CTranslate2Reader.read(file)
    precondition(model.parameters.outputLayer.weight.data.count <= count)
  } catch is ModelFormatError {
    return 0
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}
