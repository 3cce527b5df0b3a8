import FuzzDriver

@testable import RequestBodies

@_cdecl("RequestJSONFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzJSON($0, $1) }
}

/// Whatever the bytes, they are a value that reads the same once it is written, or there is an error that says where.
private func fuzzJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let value: JSONValue
  do { value = try JSONValue(Array(UnsafeBufferPointer(start: bytes, count: count))) } catch {
    precondition(!error.description.isEmpty)
    return 0
  }
  do {
    let again = try JSONValue(value.bytes)
    precondition(again == value)
  } catch {
    preconditionFailure("what was written is no JSON: \(error.description)")
  }
  return 0
}
