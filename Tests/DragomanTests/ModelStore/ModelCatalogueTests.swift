import Dragoman
import Foundation
import Testing

@Suite struct ModelCatalogueTests {
  @Test func theBuiltInCatalogueHasADefaultForItsPairs() throws {
    let catalogue = try ModelCatalogue.builtIn()
    let entry = try #require(catalogue.entry(from: "zh-Hans", to: "en"))
    #expect(entry.isDefault && catalogue.defaults.contains(entry))
    #expect(!entry.attribution.isEmpty && !entry.licence.isEmpty)
    #expect(catalogue.entry(from: "en", to: "zh-Hans")?.from != "zh")
  }

  private func load(_ json: String) throws -> ModelCatalogue {
    let folder = try TemporaryFolder()
    return try ModelCatalogue(file: folder.write("catalogue.json", Array(json.utf8)))
  }

  private let entry = """
    {"id": "m", "name": "M", "from": "aa", "to": "bb", "format": "ctranslate2", "licence": "CC0-1.0",
     "attribution": "Nobody", "size": 3,
     "sources": [{"kind": "pip", "package": "p", "version": "1", "distribution": "wheel",
       "archive": {"path": "p.whl", "size": 9, "sha256": "\(String(repeating: "a", count: 64))"},
       "folder": "p/model"}],
     "files": [{"path": "model.bin", "size": 3, "sha256": "\(String(repeating: "b", count: 64))"}]}
    """

  private func document(_ entries: String...) -> String {
    #"{"schema": 1, "models": ["# + entries.joined(separator: ",") + "]}"
  }

  @Test func aWholeEntryIsRead() throws {
    let catalogue = try load(document(entry))
    #expect(catalogue.entry(id: "m")?.files.first?.size == 3)
  }

  @Test func unknownKindsOfSourceArePassedOver() throws {
    let json = document(entry.replacingOccurrences(of: #""kind": "pip""#, with: #""kind": "moon""#))
    #expect(try load(json).entry(id: "m")?.sources == [.unsupported(kind: "moon")])
  }

  @Test(arguments: [
    (#""size": 3, "sha256""#, #""sha256""#, "files[0].size"),
    (#""id": "m""#, #""id": "../m""#, "../m"),
    (#""from": "aa""#, #""from": "a a""#, "a a"),
    (#""path": "model.bin""#, #""path": "/etc/passwd""#, "/etc/passwd"),
    (#""path": "model.bin""#, #""path": "a/../../b""#, "a/../../b"),
    (#""path": "p.whl""#, #""path": "x/p.whl""#, "x/p.whl"),
    (#""package": "p""#, #""package": "--index-url=x""#, "--index-url"),
    (#""version": "1""#, #""version": "1; rm""#, "1; rm"),
    ("\"size\": 3,\n", "\"size\": 4,\n", "size is"),
    ("\"size\": 3,\n", "\"size\": \"three\",\n", "size"),
    ("bbbb", "BBBB", "sha256"),
    (#""kind": "pip""#, #""kind": 7"#, "kind"),
  ])
  func faultsAreNamed(old: String, new: String, named: String) throws {
    let changed = entry.replacingOccurrences(of: old, with: new)
    #expect(changed != entry)
    let error = #expect(throws: ModelStoreError.self) { try load(document(changed)) }
    guard case .invalidCatalogue(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains(named), "\(reason)")
  }

  @Test func wholeDocumentFaults() {
    for json in [
      "", "{", document(entry, entry), #"{"schema": 2, "models": []}"#, #"{"models": []}"#,
      String(repeating: "[", count: 200_000),
    ] {
      #expect(throws: ModelStoreError.self) { try load(json) }
    }
  }

  @Test func hugeSizesDoNotTrap() {
    let most = "9223372036854775807"
    let hash = String(repeating: "b", count: 64)
    let huge = entry.replacingOccurrences(
      of: #""size": 3, "sha256""#, with: #""size": \#(most), "sha256""#)
    let file = #"{"path": "b", "size": \#(most), "sha256": "\#(hash)"}"#
    let doubled = huge.replacingOccurrences(of: #""files": ["#, with: #""files": [\#(file), "#)
    #expect(throws: ModelStoreError.self) { try load(document(doubled)) }
  }
}
