import NIOSSL

extension ServerConfiguration {
  /// A server that others can reach lets nobody in without a key, unless it is told to.
  ///
  /// - Throws: ``ServerStartError/anonymous(host:)``
  func checkOpenness() throws {
    guard isLoopback || keys != nil || allowAnonymous else { throw ServerStartError.anonymous(host: host) }
  }

  private var isLoopback: Bool {
    host == "localhost" || host == "::1" || host.wholeMatch(of: /127\.\d+\.\d+\.\d+/) != nil
  }

  /// - Throws: ``ServerStartError/certificate(path:reason:)``
  func tlsContext() throws -> NIOSSLContext? {
    guard let tlsCertificate else { return nil }
    let keyFile = tlsKey ?? tlsCertificate
    let certificates: [NIOSSLCertificate]
    do {
      certificates = try NIOSSLCertificate.fromPEMFile(tlsCertificate)
    } catch {
      throw ServerStartError.certificate(
        path: tlsCertificate, reason: "this is no certificate in PEM: \(error)")
    }
    do {
      let key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
      return try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key)))
    } catch {
      throw ServerStartError.certificate(
        path: keyFile, reason: "this is no private key in PEM, or not that of the certificate: \(error)")
    }
  }
}
