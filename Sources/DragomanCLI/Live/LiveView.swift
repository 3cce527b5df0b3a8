import DragomanClient
import Live

/// Shows a live transcript as it comes.
protocol LiveView: AnyObject, Sendable {
  /// All that the session says, before it is shown.
  func heard(_ message: ServerMessage) throws

  /// - Parameters:
  ///   - finished: newly finished, in order; they are not shown again.
  ///   - open: what may change.
  func show(finished: [LiveBook.Entry], open: [LiveBook.Entry]) throws

  /// Something that a person should know.
  func note(_ text: String)
}

extension LiveView {
  func heard(_ message: ServerMessage) throws {}
  func show(finished: [LiveBook.Entry], open: [LiveBook.Entry]) throws {}
  func note(_ text: String) { Terminal.note("dragoman: \(Terminal.plain(text))") }
}
