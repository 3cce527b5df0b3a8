import DragomanServer

extension ServerStartError: ActionableError {
  var message: String {
    switch self {
    case .cannotListen(let host, let port, let reason): "cannot listen on \(host), port \(port): \(reason)"
    case .anonymous(let host): "\(host) can be reached by other machines, and there are no keys"
    case .certificate(let path, let reason), .file(let path, let reason): "\(path): \(reason)"
    }
  }

  var nextStep: String? {
    switch self {
    case .cannotListen: "choose another --port (0 lets the system choose) or --host"
    case .anonymous:
      "make a key (dragoman serve keys add NAME --file keys.yaml) and give --keys keys.yaml; or let everybody in with"
        + " --allow-anonymous; or listen on 127.0.0.1"
    case .certificate: "give --tls-certificate and --tls-key files in PEM that belong together"
    case .file: "check the path and its permissions"
    }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .cannotListen: .unavailable
    case .anonymous: .usage
    case .certificate: .badData
    case .file: .inputOutput
    }
  }
}

extension ConfigurationError: ActionableError {
  var message: String { "\(place): \(field.map { "\($0): " } ?? "")\(reason)" }
  var nextStep: String? { "dragoman serve --print-config shows all settings" }
  var exitStatus: ExitStatus { .usage }
}
