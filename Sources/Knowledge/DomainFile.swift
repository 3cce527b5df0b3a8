import Dragoman
import Foundation
import Yams

/// What belongs to each domain, as YAML: glossaries, memories, a style, a model (an installed one's name, or a folder).
/// Paths count from the file's own folder.
///
///     meetings: {glossaries: [un.csv], memories: [un.dmem:5], style: [un]}
///     H: {glossaries: [electricity.tbx], model: models/patents}
public struct DomainFile: Sendable {
  struct Entry: Decodable {
    var glossaries: [String]?
    var memories: [String]?
    var style: [String]?
    /// An installed model's id, or a model's folder.
    var model: String?
  }

  private static let mostBytes = 1 << 20

  let path: String
  private let folder: URL
  private let entries: [String: Entry]

  /// - Throws: ``DomainFileError``.
  public init(path: String) throws(DomainFileError) {
    let url = URL(fileURLWithPath: path)
    guard let handle = try? FileHandle(forReadingFrom: url),
      let bytes = try? handle.read(upToCount: Self.mostBytes + 1) ?? Data()
    else { throw DomainFileError(file: path, reason: "cannot be read") }
    guard bytes.count <= Self.mostBytes else {
      throw DomainFileError(file: path, reason: "has more than \(Self.mostBytes) bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DomainFileError(file: path, reason: "is no UTF-8")
    }
    do {
      entries = try YAMLDecoder().decode([String: Entry].self, from: text)
    } catch {
      throw DomainFileError(file: path, reason: Self.reason(error))
    }
    if let unknown = entries.keys.sorted().first(where: { Domain(rawValue: $0) == nil }) {
      throw DomainFileError(file: path, reason: "“\(unknown)” is no domain")
    }
    self.path = path
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

  /// The domains that have something.
  var domains: [Domain] { Domain.allCases.filter { entries[$0.rawValue] != nil } }

  /// What belongs to a domain; paths are whole.
  func entry(_ domain: Domain) -> Entry? {
    guard var entry = entries[domain.rawValue] else { return nil }
    entry.glossaries = entry.glossaries?.map(absolute)
    entry.memories = entry.memories?.map(absolute)
    entry.model = entry.model.map { model in
      let path = absolute(model)
      return FileManager.default.fileExists(atPath: path) ? path : model
    }
    return entry
  }

  private func absolute(_ path: String) -> String { URL(fileURLWithPath: path, relativeTo: folder).path }
}
