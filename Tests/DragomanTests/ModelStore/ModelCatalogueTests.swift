import Dragoman
import Foundation
import Testing

@Suite struct ModelCatalogueTests {
  @Test func theBuiltInCatalogueHasADefaultForItsPairs() throws {
    let catalogue = try ModelCatalogue.builtIn()
    let entry = try #require(catalogue.entry(from: "zh-Hans", to: "en"))
    #expect(entry.isDefault && catalogue.defaults.contains(entry))
    #expect(!entry.attribution.isEmpty && !entry.licence.isEmpty)
    let back = try #require(catalogue.entry(from: "en", to: "zh-Hans"))
    #expect(back.id == "dragoman-en-zh" && back.licence == "CC-BY-SA-4.0" && !back.attribution.isEmpty)
    #expect(catalogue.defaults == [entry, back])
  }

  @Test(arguments: [("zh", "en"), ("en", "fr"), ("fr", "en"), ("en", "pt"), ("pt-BR", "en")])
  func theBuiltInCatalogueCredits(from: String, to: String) throws {
    let entry = try #require(try ModelCatalogue.builtIn().entry(from: from, to: to))
    #expect(!entry.licence.isEmpty && !entry.attribution.isEmpty && !entry.upstream.isEmpty)
    #expect(entry.scores.contains { $0.set == "FLORES dev" && $0.bleu != nil && $0.by != nil })
    #expect(entry.sources.contains(where: \.isUsable) && (entry.downloadSize ?? 0) > 1 << 20)
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
    (#""version": "1""#, #""version": "1", "python": "-c""#, "python"),
    (#""distribution": "wheel""#, #""distribution": "source", "platform": "any""#, "platform"),
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

  private let slices = """
    {"kind": "slices", "offset": 15, "folder": "m", "slices": [
      {"start": 10, "package": "p-1", "version": "1", "distribution": "wheel",
       "archive": {"path": "p-1.whl", "size": 9, "sha256": "\(String(repeating: "a", count: 64))"},
       "slice": {"path": "z.1", "size": 10, "sha256": "\(String(repeating: "c", count: 64))"}},
      {"start": 20, "package": "p-2", "version": "1", "distribution": "wheel",
       "archive": {"path": "p-2.whl", "size": 9, "sha256": "\(String(repeating: "a", count: 64))"},
       "slice": {"path": "z.2", "size": 4, "sha256": "\(String(repeating: "c", count: 64))"}}]}
    """

  private func slicedEntry(_ slices: String) -> String {
    entry.replacingOccurrences(of: #""sources": ["#, with: #""sources": ["# + slices + ",")
  }

  @Test func slicesAreReadAndWrittenAgain() throws {
    let source = try #require(try load(document(slicedEntry(slices))).entry(id: "m")?.sources.first)
    guard case .slices(let read) = source else {
      Issue.record("\(source)")
      return
    }
    #expect(read.slices.map(\.start) == [10, 20] && read.slices[1].package.name == "p-2")
    #expect(source.downloadSize == 18 && source.description == "pip packages p-1 1 to p-2 1")
    let again = try JSONDecoder().decode(ModelSource.self, from: JSONEncoder().encode(source))
    #expect(again == source)
  }

  @Test(arguments: [
    (#""start": 20"#, #""start": 21"#, "ends at 20"),
    (#""start": 20"#, #""start": 19"#, "ends at 20"),
    (#""offset": 15"#, #""offset": 20"#, "offset 20"),
    (#""offset": 15"#, #""offset": 9"#, "offset 9"),
    (#""size": 4"#, #""size": 9223372036854775807"#, "impossible"),
    (#""size": 4"#, #""size": 0"#, "empty"),
    (#""package": "p-2""#, #""package": "-p""#, "slices[1]"),
    (#""path": "z.2""#, #""path": "../z""#, "../z"),
    (#""slice": {"path": "z.2""#, #""slize": {"path": "z.2""#, "slice"),
  ])
  func faultsOfSlicesAreNamed(old: String, new: String, named: String) throws {
    let changed = slices.replacingOccurrences(of: old, with: new)
    #expect(changed != slices)
    let error = #expect(throws: ModelStoreError.self) { try load(document(slicedEntry(changed))) }
    guard case .invalidCatalogue(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains(named), "\(reason)")
  }

  private let bundled = """
    {"kind": "bundled", "folder": "aa-bb", "pieces": [
      {"path": "m.zip.01", "size": 16777216, "sha256": "\(String(repeating: "c", count: 64))"},
      {"path": "m.zip.02", "size": 4, "sha256": "\(String(repeating: "d", count: 64))"}]}
    """

  @Test func piecesAreReadAndWrittenAgain() throws {
    let source = try #require(try load(document(slicedEntry(bundled))).entry(id: "m")?.sources.first)
    guard case .bundled(let read) = source else {
      Issue.record("\(source)")
      return
    }
    #expect(read.folder == "aa-bb" && read.pieces.map(\.path) == ["m.zip.01", "m.zip.02"])
    #expect(source.isUsable && source.downloadSize == 0 && source.description.contains("aa-bb"))
    let again = try JSONDecoder().decode(ModelSource.self, from: JSONEncoder().encode(source))
    #expect(again == source)
  }

  @Test(arguments: [
    (#""folder": "aa-bb""#, #""folder": "../aa-bb""#, "../aa-bb"),
    (#""folder": "aa-bb""#, #""folder": """#, "folder"),
    (#""folder": "aa-bb", "#, "", "folder"),
    (#""size": 16777216"#, #""size": 16777217"#, "more than 16777216"),
    (#""size": 4"#, #""size": 0"#, "empty"),
    (#""size": 4"#, #""size": -4"#, "negative"),
    (#""path": "m.zip.02""#, #""path": "m.zip.01""#, "twice"),
    (#""path": "m.zip.02""#, #""path": "/etc/passwd""#, "pieces[1]"),
    ("dddd", "DDDD", "sha256"),
    (#""pieces""#, #""peaces""#, "pieces"),
  ])
  func faultsOfPiecesAreNamed(old: String, new: String, named: String) throws {
    let changed = bundled.replacingOccurrences(of: old, with: new)
    #expect(changed != bundled)
    let error = #expect(throws: ModelStoreError.self) { try load(document(slicedEntry(changed))) }
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
