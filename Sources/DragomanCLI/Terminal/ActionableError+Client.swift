import DragomanClient

extension LiveClientError: ActionableError {
  var message: String { description }

  var nextStep: String? {
    switch self {
    case .address: "write HOST, HOST:PORT or tls://HOST:PORT"
    case .certificates: "give --certificates a file in PEM"
    case .unreachable: "check that dragoman serve runs there, and the port; tls:// where it has a certificate"
    case .refused(let failure): failure.code == "auth" ? "give a key of the server with --key" : nil
    case .unreadable: "check that it is Dragoman that listens there"
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .address: .usage
    case .certificates, .unreadable: .badData
    case .unreachable: .unavailable
    case .refused(let failure): failure.code == "auth" ? .noPermission : .failure
    }
  }
}
