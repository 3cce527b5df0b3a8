import Dragoman
import Foundation

/// What a word on the command line of `models install` asks for.
enum ModelRequest: Equatable {
  case entry(id: String)
  case local(path: String)

  /// A path when it looks like one, else a name in the catalogue, else a pair such as `zh-en`.
  static func parse(_ word: String, catalogue: ModelCatalogue) throws -> ModelRequest {
    let looksLikePath = word.contains("/") || word == "." || word == ".."
    if looksLikePath { return .local(path: word) }
    if catalogue.entry(id: word) != nil { return .entry(id: word) }
    if let entry = pairs(in: word).lazy.compactMap({ catalogue.entry(from: $0, to: $1) }).first {
      return .entry(id: entry.id)
    }
    if FileManager.default.fileExists(atPath: word) { return .local(path: word) }
    throw ModelStoreError.unknownModel(id: word, available: catalogue.entries.map(\.id))
  }

  /// Every way to cut a word at one hyphen: tags have hyphens of their own.
  private static func pairs(in word: String) -> [(String, String)] {
    let parts = word.split(separator: "-", maxSplits: 8)
    guard parts.count >= 2 else { return [] }
    return (1..<parts.count).map {
      (parts[..<$0].joined(separator: "-"), parts[$0...].joined(separator: "-"))
    }
  }
}
