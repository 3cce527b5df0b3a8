internal import CCrypto

/// SHA-256 computed a piece at a time by OpenSSL.
package final class SHA256Hasher {
  private let context: OpaquePointer

  package init() throws {
    guard let context = EVP_MD_CTX_new() else { throw Self.failure }
    self.context = context
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { throw Self.failure }
  }

  deinit { EVP_MD_CTX_free(context) }

  package func update(_ bytes: UnsafeRawBufferPointer) throws {
    guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else { throw Self.failure }
  }

  /// The digest as 64 lowercase hexadecimal digits; the hasher is spent afterwards.
  package func finish() throws -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { throw Self.failure }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let failure = ModelStoreError.inputOutput(
    operation: "compute", path: "sha256", reason: "the system's OpenSSL refuses it")
}
