import ArgumentParser
import DragomanServer
import Foundation

struct ServeKeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Make, list and remove the keys of a server.",
    discussion: """
      The file has the keys' hashes alone: a key is shown once, when it is made. A server that runs sees changes within a \
      second.
      """,
    subcommands: [Add.self, List.self, Remove.self])

  struct Location: ParsableArguments {
    @Option(
      name: .customLong("file"), help: "The file of keys (default: $DRAGOMAN_KEYS).", completion: .file())
    var path: String?

    func url() throws -> URL {
      guard let path = path ?? ProcessInfo.processInfo.environment["DRAGOMAN_KEYS"] else {
        throw ValidationError("Which file? Give --file path, or set DRAGOMAN_KEYS.")
      }
      return URL(fileURLWithPath: path)
    }

    func read(_ url: URL) throws -> KeyFile {
      do {
        return try KeyFile(at: url)
      } catch let error as ConfigurationError {
        throw error
      } catch {
        throw ServerStartError.file(path: url.path, reason: error.localizedDescription)
      }
    }

    func write(_ file: KeyFile, to url: URL) throws {
      do {
        try file.write(to: url)
      } catch {
        throw ServerStartError.file(path: url.path, reason: error.localizedDescription)
      }
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a key, and print it this once.")

    @Argument(help: "Whom it is for.") var name: String
    @Option(help: "Requests a minute.") var rate: Int?
    @Option(help: "Characters of one request.") var characters: Int?
    @Option(help: "Requests at once.") var concurrency: Int?
    @Option(help: "Characters a month.") var quota: Int?
    @OptionGroup var location: Location

    func validate() throws {
      for (name, value) in [
        ("rate", rate), ("characters", characters), ("concurrency", concurrency), ("quota", quota),
      ] {
        if let value, value < 1 { throw ValidationError("--\(name) is at least 1.") }
      }
    }

    func run() async throws {
      let url = try location.url()
      do {
        var file = FileManager.default.fileExists(atPath: url.path) ? try location.read(url) : KeyFile()
        let id = "k" + String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
        let secret = try file.add(
          AccessKey(
            id: id, name: Terminal.plain(name), sha256: "", rate: rate, characters: characters,
            concurrency: concurrency, quota: quota))
        try location.write(file, to: url)
        Terminal.show(secret)
        Terminal.note("This is the key \(id); it is not kept, and cannot be shown again.")
      } catch {
        throw CommandRun.report(error)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys and what they allow.")

    @OptionGroup var location: Location

    func run() async throws {
      let url = try location.url()
      do {
        let keys = try location.read(url).keys
        let rows = keys.map { key in
          [key.id, Terminal.plain(key.name)]
            + [key.rate, key.characters, key.concurrency, key.quota].map { $0.map { String($0) } ?? "-" }
        }
        Terminal.show(Terminal.table([["ID", "NAME", "RATE", "CHARACTERS", "CONCURRENCY", "QUOTA"]] + rows))
      } catch {
        throw CommandRun.report(error)
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a key back.")

    @Argument(help: "Its ID, as dragoman serve keys list shows it.") var id: String
    @OptionGroup var location: Location

    func run() async throws {
      let url = try location.url()
      do {
        var file = try location.read(url)
        guard file.remove(id) != nil else {
          throw ServerStartError.file(path: url.path, reason: "there is no key \(id)")
        }
        try location.write(file, to: url)
      } catch {
        throw CommandRun.report(error)
      }
    }
  }
}
