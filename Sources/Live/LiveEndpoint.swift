/// What a transport has of a live session: lines in, lines out. The same for TCP and WebSockets.
public protocol LiveEndpoint: Sendable {
  /// One JSON object from the client: a line without its end, or a text frame.
  ///
  /// Never throws: what is wrong with a line comes out as a message. Returns when the next may come.
  func receive(_ line: [UInt8]) async

  /// A line was longer than allowed and was left out.
  func refuse(lineOf count: Int) async

  /// The next JSON object for the client, without a line end, as soon as there is one; nil when the connection is to
  /// be closed. To be called when the socket can take more: what was overtaken meanwhile is left out.
  func next() async -> [UInt8]?

  /// The connection is gone; its session waits to be taken up again.
  func disconnected() async
}
