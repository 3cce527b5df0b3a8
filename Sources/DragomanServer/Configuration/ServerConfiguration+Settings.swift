extension ServerConfiguration {
  /// All that can be set, in the order in which it is shown.
  package static let settings: [Setting] = [
    .text("host", \.host, "The address to listen on; 0.0.0.0 is every address of this machine."),
    .count("port", \.port, in: 0...65535, "The port for everything; 0 lets the system choose."),
    .optionalCount("http-port", \.httpPort, in: 0...65535, "A port more, for HTTP and WebSockets alone."),
    .optionalCount("lines-port", \.linesPort, in: 0...65535, "A port more, for JSON lines alone."),
    .optionalText("port-file", \.portFile, "Write the number of the port here once it is open."),
    .optionalText(
      "tls-certificate", \.tlsCertificate, "The certificate and its chain, in PEM: TLS beside plain text."),
    .optionalText("tls-key", \.tlsKey, "Its private key in PEM, where that is not in the same file."),
    .optionalText("keys", \.keys, "The file of keys; see dragoman serve keys."),
    .optionalText("usage-file", \.usageFile, "Where used characters are kept; beside the keys by default."),
    .flag("allow-anonymous", \.allowAnonymous, "Serve other machines without keys."),
    .optionalCount(
      "threads", \.threads, in: 1...1024, "Threads that translate; one for each core by default."),
    .count("network-threads", \.networkThreads, in: 1...64, "Threads that read and write."),
    .count("beam-size", \.beamSize, in: 1...16, "Hypotheses kept at each step; 1 is three times faster."),
    .list(
      "glossary-files", \.glossaryFiles, "Terms that hold in all translations: CSV, TSV, TBX or TMX files."),
    .list("memory-files", \.memoryFiles, "Translation memories that all translations go by."),
    .list("style", \.style, "How all translations are written: styles as dragoman styles lists them."),
    .optionalText(
      "domains", \.domains, "What belongs to the domains that requests name: see dragoman translate --help."),
    .optionalText(
      "journal", \.journal, "Keep live sessions in this SQLite file, so that they survive a restart."),
    .count("journal-days", \.journalDays, in: 1...36_500, "Days after which sessions leave the journal."),
    .optionalText("glossaries", \.glossaries, "Keep clients' glossaries in this SQLite file."),
    .seconds("grace", \.grace, "Seconds to finish what was begun when the server is stopped."),
    .list("cors-origins", \.corsOrigins, "Whose pages may use the server: origins, or *."),
    .choice("log-level", \.logLevel, "trace, debug, info, notice, warning, error or critical."),
    .choice("log-format", \.logFormat, "text or json, a line each, on standard error."),
    .flag("log-text", \.logText, "Allow texts of users in the log."),
    .count("connections", \.connections, in: 1...1_000_000, "Open connections at once."),
    .count("connections-per-peer", \.connectionsPerPeer, in: 1...1_000_000, "Those from one address."),
    .count("header-bytes", \.headerBytes, in: 1024...(16 << 20), "Bytes of a request's head."),
    .count("body-bytes", \.bodyBytes, in: 1024...(4 << 30), "Bytes of a request's body, uploads too."),
    .count(
      "all-body-bytes", \.allBodyBytes, in: 1024...(1 << 40), "Bytes of all bodies that are held at once."),
    .count("line-bytes", \.lineBytes, in: 1024...(64 << 20), "Bytes of a line or a WebSocket message."),
    .count("request-characters", \.requestCharacters, in: 1...1_000_000_000, "Characters of one request."),
    .seconds("head-seconds", \.headSeconds, "Time for a request's head."),
    .seconds("body-seconds", \.bodySeconds, "Time between two parts of a body."),
    .seconds("keep-alive-seconds", \.keepAliveSeconds, "Time between two requests."),
    .seconds("idle-seconds", \.idleSeconds, "Time without a byte in a live connection."),
    .seconds("ping-seconds", \.pingSeconds, "Time between pings to a live session's WebSocket."),
    .seconds("write-seconds", \.writeSeconds, "Time for a client to take something of what it is sent."),
  ]

  /// Sets one.
  ///
  /// - Parameter place: where it stands, for the error.
  /// - Throws: ``ConfigurationError``
  package mutating func set(_ name: String, to value: String, place: String) throws {
    guard let setting = Self.settings.first(where: { $0.name == name }) else {
      let known = Self.settings.map(\.name).joined(separator: ", ")
      throw ConfigurationError(
        place: place, field: name, reason: "there is no such setting; there are \(known)")
    }
    do {
      try setting.write(&self, value)
    } catch let refusal as Setting.Refusal {
      throw ConfigurationError(place: place, field: name, reason: refusal.reason)
    }
  }

  /// As a file that would set all this.
  package var yaml: String {
    Self.settings.map { setting in
      let value = setting.read(self)
      let line = "\(setting.name): \(value.map(Self.quoted) ?? "")"
      return "# \(setting.help)\n" + (value == nil ? "# \(line)" : line)
    }.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ value: String) -> String {
    let isPlain = value.wholeMatch(of: /[A-Za-z0-9.\/_-]+/) != nil
    return isPlain ? value : "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
