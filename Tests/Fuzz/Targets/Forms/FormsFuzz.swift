import FuzzDriver

@testable import RequestBodies

@_cdecl("FormsFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzForms($0, $1) }
}

/// Whatever the bytes, a form's fields come back when they are written again, and a header's parameters can be asked for.
private func fuzzForms(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  let header = HeaderParameters(String(decoding: bytes, as: UTF8.self))
  for name in ["name", "filename", "boundary", "charset"] { _ = header[name] }
  do {
    let fields = try FormReader.fields(of: bytes)
    let text = fields.map { "\(PercentCoding.encoded($0.name))=\(PercentCoding.encoded($0.value))" }
    let again = try FormReader.fields(of: Array(text.joined(separator: "&").utf8))
    precondition(again.elementsEqual(fields) { $0 == $1 })
  } catch {
    precondition(!"\(error)".isEmpty)
  }
  return 0
}
