/// A key that was given out: who has it, and what it allows. The key itself is not kept.
package struct AccessKey: Sendable, Equatable {
  /// What stands in logs.
  package var id: String
  package var name: String
  /// Of the key, in hexadecimal.
  package var sha256: String
  /// Requests a minute.
  package var rate: Int?
  /// Characters of one request.
  package var characters: Int?
  /// Requests at once.
  package var concurrency: Int?
  /// Characters a month.
  package var quota: Int?

  package init(
    id: String, name: String, sha256: String, rate: Int? = nil, characters: Int? = nil,
    concurrency: Int? = nil,
    quota: Int? = nil
  ) {
    (self.id, self.name, self.sha256) = (id, name, sha256)
    (self.rate, self.characters, self.concurrency, self.quota) = (rate, characters, concurrency, quota)
  }
}
