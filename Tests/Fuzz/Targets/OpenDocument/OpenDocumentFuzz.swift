import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("OpenDocumentFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzOpenDocument($0, $1) }
}

/// Whatever the bytes of a flat file, they end in a document that comes back as it was, and translated with every tag
/// in its place, or in a `DocumentError`.
private func fuzzOpenDocument(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  for kind in [OpenDocumentFormat.Kind.text, .spreadsheet] { checkFormat(OpenDocumentFormat(kind), data) }
  return 0
}
