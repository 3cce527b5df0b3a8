import FuzzDriver

@testable import LiveProtocol

@_cdecl("LiveLinesFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzLines($0, $1) }
}

/// Whatever a stream brings, and in whatever pieces, the lines are the same; each is a message that reads the same once
/// it is written, or there is an error.
private func fuzzLines(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: bytes, count: count))
  let found = lines(of: [bytes[...]])
  let cut = Int(bytes.first ?? 0) * bytes.count / 256
  precondition(lines(of: [bytes[..<cut], bytes[cut...]]) == found)
  for case .line(let line) in found {
    precondition(line.count <= limit)
    do {
      let message = try ClientMessage(line: line)
      let again = try ClientMessage(line: message.line)
      precondition(again.line == message.line)
    } catch {
      precondition(!error.description.isEmpty)
    }
    do {
      let message = try ServerMessage(line: line)
      let again = try ServerMessage(line: message.line)
      precondition(again.line == message.line)
    } catch {
      precondition(!error.description.isEmpty)
    }
  }
  return 0
}

private let limit = 8192

private func lines(of pieces: [ArraySlice<UInt8>]) -> [LineSplitter.Line] {
  var splitter = LineSplitter(limit: limit)
  var found: [LineSplitter.Line] = []
  for piece in pieces {
    splitter.append(piece)
    while let line = splitter.next() { found.append(line) }
  }
  if let last = splitter.last() { found.append(last) }
  return found
}
