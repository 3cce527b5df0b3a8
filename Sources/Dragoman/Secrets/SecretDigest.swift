/// The digest of a secret, which is kept instead of it.
package enum SecretDigest {
  /// SHA-256 in lower-case hexadecimal: enough for secrets that are random themselves.
  package static func of(_ secret: String) throws -> String {
    let hasher = try SHA256Hasher()
    var secret = secret
    try secret.withUTF8 { try hasher.update(UnsafeRawBufferPointer($0)) }
    return try hasher.finish()
  }

  /// Compares in a time that tells nothing of where they differ.
  package static func isEqual(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
