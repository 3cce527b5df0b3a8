import Live
import NIOCore

extension Connection {
  /// A live session whose messages are lines.
  func serveLines(_ first: ByteBuffer, _ inputs: inout Inputs) async {
    let (writer, channel, linger) = (writer, channel, context.limits.linger)
    await converse(with: context.makeLive(peer), &inputs) { endpoint, inputs in
      var splitter = LineSplitter(limit: context.limits.lineBytes)
      var input: ConnectionInput? = .bytes(first)
      while case .bytes(let bytes) = input {
        splitter.append(bytes.readableBytesView)
        while !Task.isCancelled, let line = splitter.next() { await Self.give(line, to: endpoint) }
        input = try await inputs.next()
      }
      if case .stopping = input { return await endpoint.receive(Self.endMessage) }
      if let line = splitter.last() { await Self.give(line, to: endpoint) }
    } send: { message in
      var buffer = ByteBuffer(bytes: message)
      buffer.writeInteger(UInt8(ascii: "\n"))
      try await writer.write(buffer)
    } close: {
      // A client that still sends would lose what it has not read yet, if the connection ended at once.
      try? await channel.close(mode: .output).get()
      await channel.closed(within: linger)
    }
  }

  private static func give(_ line: LineSplitter.Line, to endpoint: any LiveEndpoint) async {
    switch line {
    case .line(let bytes): await endpoint.receive(bytes)
    case .tooLong(let count): await endpoint.refuse(lineOf: count)
    }
  }
}
