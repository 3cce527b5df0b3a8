import Dragoman
import Foundation
import Yams

/// What belongs to each domain: glossaries, memories, a style, a model. Paths count from the file's own folder.
struct DomainFile {
  struct Entry: Decodable {
    var glossaries: [String]?
    var memories: [String]?
    var style: [String]?
    /// A model's folder.
    var model: String?
  }

  private let folder: URL
  private let entries: [String: Entry]

  /// - Throws: `DomainFileError`.
  init(path: String) throws {
    let url = URL(fileURLWithPath: path)
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw DomainFileError(file: path, reason: "cannot be read")
    }
    do {
      entries = try YAMLDecoder().decode([String: Entry].self, from: text)
    } catch {
      throw DomainFileError(file: path, reason: Self.reason(error))
    }
    if let unknown = entries.keys.sorted().first(where: { Domain(rawValue: $0) == nil }) {
      throw DomainFileError(file: path, reason: "“\(unknown)” is no domain")
    }
    folder = url.deletingLastPathComponent()
  }

  private static func reason(_ error: any Error) -> String {
    if case DecodingError.dataCorrupted(let context) = error, let cause = context.underlyingError {
      return "\(cause)".split(separator: "\n").first.map(String.init) ?? "is no YAML"
    }
    if case DecodingError.typeMismatch(_, let context) = error {
      let field = context.codingPath.map(\.stringValue).joined(separator: ".")
      return "\(field): \(context.debugDescription)"
    }
    return "is no list of domains with glossaries, memories, style and model"
  }

  /// What belongs to a domain; paths are whole.
  func entry(_ domain: Domain) -> Entry? {
    guard var entry = entries[domain.rawValue] else { return nil }
    entry.glossaries = entry.glossaries?.map(absolute)
    entry.memories = entry.memories?.map(absolute)
    entry.model = entry.model.map(absolute)
    return entry
  }

  private func absolute(_ path: String) -> String { URL(fileURLWithPath: path, relativeTo: folder).path }
}

struct DomainFileError: ActionableError {
  let file: String
  let reason: String

  var message: String { "\(file): \(reason)" }
  var nextStep: String? {
    "a line for each domain, for example: meetings: {glossaries: [un.csv], style: [un]}"
  }
  var exitStatus: ExitStatus { .badData }
}
