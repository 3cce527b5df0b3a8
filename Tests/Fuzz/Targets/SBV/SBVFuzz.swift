import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("SBVFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzSBV($0, $1) }
}

/// Whatever the bytes, they end in a document that comes back as it was, and translated with every tag in its place,
/// or in a `DocumentError`.
private func fuzzSBV(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  checkFormat(SBVFormat(), Data(UnsafeRawBufferPointer(start: bytes, count: count)))
  return 0
}
