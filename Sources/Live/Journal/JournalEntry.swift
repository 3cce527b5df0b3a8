/// What of a session must not be lost.
public enum JournalEntry: Sendable, Equatable, Codable {
  case configuration(SessionConfiguration)
  /// A final one.
  case source(ClientMessage.SourceRevision)
  case term(ClientMessage.TermChange)
  case correction(ClientMessage.Correction)
  case final(ServerMessage.Final)
  /// Messages up to this number may have been sent.
  case sequence(Int)
}
