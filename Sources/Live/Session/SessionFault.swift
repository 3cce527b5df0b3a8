/// Why a session does not do what a message asks for; the session goes on.
struct SessionFault: Error, Sendable {
  var code: String
  var message: String
  var retryAfter: Double?
  var segment: SegmentID?

  init(code: String, _ message: String, retryAfter: Double? = nil, segment: SegmentID? = nil) {
    (self.code, self.message, self.retryAfter, self.segment) = (code, message, retryAfter, segment)
  }

  var failure: ServerMessage.Failure {
    .init(code: code, message: message, retryAfter: retryAfter, segment: segment)
  }
}
