import ArgumentParser
import DragomanServer
import Foundation

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Translate for other programs: HTTP, WebSockets and JSON lines over TCP, all on one port.",
    discussion: """
      The server speaks as clients do that are there already, and its own language beside; what a client speaks is told \
      by its first byte. It listens on this machine alone, unless --host says otherwise.

        dragoman serve
        curl localhost:7700/health

      For others: make a key for each, listen on every address, and give the server a certificate.

        dragoman serve keys add "Reading room" --rate 60 --quota 1000000 --file keys.yaml
        dragoman serve --host 0.0.0.0 --keys keys.yaml --tls-certificate chain.pem --tls-key key.pem

      Settings: each can stand in a file (--config), in the environment (DRAGOMAN_PORT, DRAGOMAN_TLS_KEY …) and in a \
      flag; a flag goes before the environment, the environment before the file. dragoman serve --print-config shows \
      all of them.

      SIGTERM or SIGINT: no more connections are taken, what was begun is finished within --grace seconds, and the \
      exit code is 0. A second signal ends the server at once.

      \(ExitStatus.manual)
      """,
    subcommands: [ServeKeysCommand.self])

  @OptionGroup(title: "Listening") var listening: ListenArguments
  @OptionGroup(title: "Access") var access: AccessArguments
  @OptionGroup(title: "Operation") var operation: OperationArguments

  func run() async throws {
    do {
      let settings = try settings()
      if operation.printConfig { return Terminal.show(String(settings.yaml.dropLast())) }
      try await ServerRun.run(settings)
    } catch {
      throw CommandRun.report(error)
    }
  }

  private func settings() throws -> ServerConfiguration {
    let flags = (listening.flags + access.flags + operation.flags).compactMap { flag in
      flag.value.map { (name: flag.name, value: $0) }
    }
    return try ServerConfiguration(
      file: try operation.config.map { ($0, try Self.text(of: $0)) },
      environment: ProcessInfo.processInfo.environment, flags: flags + operation.others())
  }

  private static func text(of path: String) throws -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw ServerStartError.file(path: path, reason: error.localizedDescription)
    }
  }
}
