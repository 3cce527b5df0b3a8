import FuzzDriver

@testable import RequestBodies

@_cdecl("MultipartFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzMultipart($0, $1) }
}

/// Whatever the bytes, the contents of a body's parts come back when they are written again, or there is an error.
private func fuzzMultipart(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    let parts = try MultipartReader.parts(
      of: Array(UnsafeBufferPointer(start: bytes, count: count)), boundary: "mark")
    var body: [UInt8] = []
    for part in parts {
      body += "--mark\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8
      body += part.content + Array("\r\n".utf8)
    }
    let again = try MultipartReader.parts(of: body + Array("--mark--\r\n".utf8), boundary: "mark")
    precondition(again.map(\.content) == parts.map(\.content))
  } catch {
    precondition(!"\(error)".isEmpty)
  }
  return 0
}
