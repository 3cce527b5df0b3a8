import Dragoman
import Foundation

/// A store with one model whose pieces lie in a folder, as those that travel with the package do.
final class BundledModel: Sendable {
  static let pieceSize = 70_000

  let folder: TemporaryFolder
  let converter = StandInConverter()
  let source: BundledSource
  let store: ModelStore

  /// - Parameters:
  ///   - isFound: whether the store is told where the pieces are.
  ///   - change: makes the source a lie.
  init(isFound: Bool = true, change: (inout BundledSource) -> Void = { _ in }) throws {
    let bytes = StoredZip(SyntheticModel.files).bytes
    let folder = try TemporaryFolder()
    self.folder = folder
    let pieces = try stride(from: 0, to: bytes.count, by: Self.pieceSize).enumerated().map { index, start in
      let content = Array(bytes[start..<min(start + Self.pieceSize, bytes.count)])
      try folder.write("models/aa-bb/\(Self.name(index))", content)
      return try SyntheticModel.record(Self.name(index), content)
    }
    var source = BundledSource(folder: "aa-bb", pieces: pieces)
    change(&source)
    self.source = source
    let entry = CatalogueEntry(
      id: "upper-lower", name: "Upper to lower", from: "aa", to: "bb", isDefault: true,
      format: "ctranslate2", licence: "CC0-1.0", attribution: "Nobody", sources: [.bundled(source)],
      files: try SyntheticModel.files.map { try SyntheticModel.record($0.path, $0.content) })
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: [entry]),
      environment: ["DRAGOMAN_BUNDLED_MODELS": folder.path + (isFound ? "/models" : "/elsewhere")],
      converter: converter)
  }

  static func name(_ index: Int) -> String { "upper-lower.zip.0\(index + 1)" }

  func path(_ index: Int) -> String { folder.path + "/models/aa-bb/" + Self.name(index) }

  /// Gives a piece another content.
  func rewrite(_ index: Int, _ change: (inout [UInt8]) -> Void) throws {
    var content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(index))))
    change(&content)
    try folder.write("models/aa-bb/" + Self.name(index), content)
  }
}
