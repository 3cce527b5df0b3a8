/// Who may do how much. One for a server, asked by every API.
package protocol AccessControlling: Sendable {
  /// Whether requests need a key.
  var needsKey: Bool { get }
  /// The most characters of one request.
  var characterLimit: Int { get }

  /// Lets a request in, counts it, and does its work.
  ///
  /// - Parameters:
  ///   - key: what the client has sent, whatever the API calls it.
  ///   - peer: its address, which stands for the client where no keys are needed.
  ///   - characters: what the request is counted as.
  /// - Throws: ``ServiceError`` (`keyMissing`, `keyUnknown`, `tooLarge`, `tooMany`, `quotaExceeded`), or what `work` throws.
  func admit<Result: Sendable>(
    key: String?, peer: String, characters: Int, _ work: @Sendable () async throws -> Result
  ) async throws -> Result

  /// How many characters the key has used, and how many it may; nil is without limit.
  ///
  /// - Throws: ``ServiceError`` (`keyMissing`, `keyUnknown`)
  func usage(key: String?, peer: String) async throws -> (characters: Int, limit: Int?)
}
