import Foundation

/// Where a text comes from.
enum TranslationInput {
  case text(String)
  case file(URL)
  case standardInput

  /// The arguments as inputs; no arguments are standard input.
  static func parse(_ arguments: [String], asText: Bool) throws -> [TranslationInput] {
    guard !arguments.isEmpty else { return [.standardInput] }
    return try arguments.map { argument in
      if asText { return .text(argument) }
      if argument == "-" { return .standardInput }
      // As a path the empty argument would be the working folder.
      guard !argument.isEmpty else { return .text("") }
      let url = URL(fileURLWithPath: argument)
      if FileManager.default.fileExists(atPath: url.path) { return .file(url) }
      guard !looksLikePath(argument) else { throw InputError.noSuchFile(argument) }
      return .text(argument)
    }
  }

  /// How messages call it.
  var name: String {
    switch self {
    case .text: "text"
    case .file(let url): url.lastPathComponent
    case .standardInput: "standard input"
    }
  }

  /// The file's path; nil for what is in none.
  var path: String? {
    if case .file(let url) = self { url.path } else { nil }
  }

  func read() throws -> String { try text(of: bytes()) }

  /// - Parameter bytes: what ``bytes()`` gave; a pipe can be read once.
  func text(of bytes: Data) throws -> String {
    if case .text(let text) = self { return text }
    return try TextDecoding.string(from: bytes, name: path ?? name)
  }

  func bytes() throws -> Data {
    switch self {
    case .text(let text):
      return Data(text.utf8)
    case .file(let url):
      return try Self.bytes(of: url)
    case .standardInput:
      if isatty(STDIN_FILENO) != 0 { Terminal.note("Reading from the terminal; end with Ctrl-D.") }
      return try FileHandle.standardInput.readToEnd() ?? Data()
    }
  }

  /// All of a file, or of a pipe such as bash's `<(command)`.
  private static func bytes(of url: URL) throws -> Data {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
      throw InputError.folder(url.path)
    }
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      return try file.readToEnd() ?? Data()
    } catch {
      throw InputError.unreadable(url.path, reason: error.localizedDescription)
    }
  }

  /// `notes/minutes.txt` that is not there is a mistyped file and no text.
  private static func looksLikePath(_ argument: String) -> Bool {
    guard !argument.contains(where: \.isWhitespace), !argument.contains("://") else { return false }
    let type = (argument as NSString).pathExtension
    let hasType = (1...5).contains(type.count) && type.allSatisfy { $0.isASCII && $0.isLetter || $0.isNumber }
    return argument.hasPrefix("/") || argument.hasPrefix("./") || argument.hasPrefix("../")
      || (hasType && argument.allSatisfy { $0.isASCII || !$0.isPunctuation })
  }
}
