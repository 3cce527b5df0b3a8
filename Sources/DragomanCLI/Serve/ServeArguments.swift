import ArgumentParser
import DragomanServer
import Foundation

/// Where to listen.
struct ListenArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The address to listen on (default: 127.0.0.1).", valueName: "address"))
  var host: String?

  @Option(
    help: ArgumentHelp("The port for everything; 0 lets the system choose (default: 7700).", valueName: "n"))
  var port: String?

  @Option(help: ArgumentHelp("A port more, for HTTP and WebSockets alone.", valueName: "n"))
  var httpPort: String?

  @Option(help: ArgumentHelp("A port more, for JSON lines alone.", valueName: "n"))
  var linesPort: String?

  @Option(help: "Write the number of the port here once it is open.", completion: .file())
  var portFile: String?

  @Option(help: "The certificate and its chain in PEM; then TLS is spoken, too.", completion: .file())
  var tlsCertificate: String?

  @Option(help: "Its private key in PEM, where that is not in the same file.", completion: .file())
  var tlsKey: String?

  var flags: [(name: String, value: String?)] {
    [
      ("host", host), ("port", port), ("http-port", httpPort), ("lines-port", linesPort),
      ("port-file", portFile),
      ("tls-certificate", tlsCertificate), ("tls-key", tlsKey),
    ]
  }
}

/// Who may come in.
struct AccessArguments: ParsableArguments {
  @Option(
    help: "The file of keys, which dragoman serve keys makes; without it everybody is let in.",
    completion: .file())
  var keys: String?

  @Flag(help: "Serve other machines without keys.")
  var allowAnonymous = false

  @Option(
    help: ArgumentHelp(
      "Whose pages may use the server: origins with commas, or * (default).", valueName: "list"))
  var corsOrigins: String?

  var flags: [(name: String, value: String?)] {
    [
      ("keys", keys), ("allow-anonymous", allowAnonymous ? "true" : nil), ("cors-origins", corsOrigins),
    ]
  }
}

/// How the server works, and what it says of it.
struct OperationArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Settings in YAML; see --print-config.", valueName: "path"), completion: .file())
  var config: String?

  @Flag(help: "Print all settings as they would be, in the form of such a file, and end.")
  var printConfig = false

  @Option(help: ArgumentHelp("Any setting that has no flag, as name=value.", valueName: "name=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp("Threads that translate (default: one for each core).", valueName: "n"))
  var threads: String?

  @Option(
    help: ArgumentHelp("Hypotheses kept at each step (default: 4); 1 is three times faster.", valueName: "n"))
  var beamSize: String?

  @Option(
    help: "Keep live sessions in this SQLite file: they survive a restart, and no final is lost.",
    completion: .file())
  var journal: String?

  @Option(help: "Keep clients' glossaries in this SQLite file.", completion: .file())
  var glossaries: String?

  @Option(
    help: ArgumentHelp("Seconds to finish what was begun when stopped (default: 30).", valueName: "seconds"))
  var grace: String?

  @Option(
    help: ArgumentHelp(
      "trace, debug, info (default), notice, warning, error or critical.", valueName: "level"))
  var logLevel: String?

  @Option(help: ArgumentHelp("text (default) or json.", valueName: "format"))
  var logFormat: String?

  @Flag(help: "Allow texts of users in the log; without this they are never there.")
  var logText = false

  var flags: [(name: String, value: String?)] {
    [
      ("threads", threads), ("beam-size", beamSize), ("journal", journal), ("glossaries", glossaries),
      ("grace", grace), ("log-level", logLevel), ("log-format", logFormat),
      ("log-text", logText ? "true" : nil),
    ]
  }

  /// Those of `--set`.
  func others() throws -> [(name: String, value: String)] {
    try set.map { pair in
      guard let equals = pair.firstIndex(of: "=") else {
        throw ValidationError("--set \(pair): this is not name=value.")
      }
      return (String(pair[..<equals]), String(pair[equals...].dropFirst()))
    }
  }
}
