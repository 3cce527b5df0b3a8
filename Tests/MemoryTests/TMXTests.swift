import Dragoman
import Foundation
import Memory
import TestSupport
import Testing

@Suite struct TMXTests {
  private static let head =
    #"<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence"/><body>"#

  private static func read(_ text: String, encoding: String.Encoding = .utf8) throws -> (
    units: [MemoryUnit], problems: [TMXUnitReader.Problem]
  ) {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : []
    let data = Data(mark) + (text.data(using: encoding) ?? Data())
    var (units, problems): ([MemoryUnit], [TMXUnitReader.Problem]) = ([], [])
    try TMXUnitReader(data, name: "x.tmx", project: "p")
      .read(unit: { units.append($0) }, problem: { problems.append($0) })
    return (units, problems)
  }

  private static func unit(_ source: String, _ target: String) -> String {
    "<tu><tuv xml:lang='en'><seg>\(source)</seg></tuv><tuv xml:lang='fr'><seg>\(target)</seg></tuv></tu>\n"
  }

  @Test(arguments: [String.Encoding.utf8, .utf16LittleEndian]) func unitsAreRead(encoding: String.Encoding)
    throws
  {
    let text =
      Self.head + """
        <!-- <tu> that is none --><tu><prop type="x-project">q</prop><tuv xml:lang="fr" creationid="MT!"><seg>Clé &amp; <bpt i="1">&lt;b></bpt>bateau<ept i="1">&lt;/b></ept></seg></tuv>
        <tuv xml:lang="EN" creationdate="20260102T030405Z"><seg>Key &amp; <hi>boat</hi></seg></tuv></tu>
        """ + Self.unit("One.", "Un.") + "</body></tmx>"
    let (units, problems) = try Self.read(text, encoding: encoding)
    #expect(problems.isEmpty)
    #expect(units.map(\.source) == ["Key & boat", "One."] && units.map(\.target) == ["Clé & bateau", "Un."])
    #expect(units.map(\.project) == ["q", "p"] && units.map(\.isMachineMade) == [true, false])
    #expect(units[1].previous == "Key & boat")
  }

  @Test func damagedUnitsAreToldAndTheOthersRead() throws {
    let text =
      Self.head + "\n" + Self.unit("One.", "Un.") + Self.unit("Two <b.", "Deux.")
      + "<tu><tuv xml:lang='en'><seg>Alone.</seg></tuv></tu>\n" + Self.unit("&bomb;", "&bomb;")
      + Self.unit("Five.", "Cinq.") + "</body></tmx>"
    let (units, problems) = try Self.read(text)
    #expect(units.map(\.source) == ["One.", "Five."] && problems.map(\.line) == [3, 4, 5])
  }

  @Test func filesThatAreCutOffAreRead() throws {
    let text = Self.head + "\n" + Self.unit("One.", "Un.") + "<tu><tuv xml:lang='en'><seg>Tw"
    let (units, problems) = try Self.read(text)
    #expect(units.map(\.source) == ["One."] && problems.count == 1 && problems[0].reason.contains("cut off"))
  }

  @Test func entitiesOfItsOwnAreNotOpened() throws {
    let bomb =
      #"<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><tmx version="1.4"><header srclang="en"/><body>"#
    let (units, problems) = try Self.read(
      bomb + Self.unit("&b;", "x") + Self.unit("One.", "Un.") + "</body></tmx>")
    #expect(units.map(\.source) == ["One."] && problems.count == 1)
  }

  @Test func whatIsNoTMXIsRefused() {
    for text in ["", "<xliff/>", #"<?xml version="1.0" encoding="GB18030"?><tmx><body/></tmx>"#] {
      #expect(throws: MemoryError.self) { try Self.read(text) }
    }
  }

  @Test func writtenUnitsAreReadAgain() throws {
    let units = [
      MemoryUnit.english("A < B & \"C\"", "A < B et « C »", project: "q"),
      .english("Two.", "Deux.", machine: true),
      MemoryUnit(
        from: .chinese, to: .english, source: "三。", target: "Three.", author: "R. W.",
        created: Date(timeIntervalSince1970: 1_700_000_000)),
    ]
    let writer = TMXUnitWriter(sourceLanguage: nil)
    let text = writer.head + units.map(writer.entry).joined() + writer.tail
    var found: [MemoryUnit] = []
    try TMXUnitReader(Data(text.utf8), name: "x.tmx").read(
      unit: {
        var unit = $0
        unit.previous = nil
        found.append(unit)
      }, problem: { Issue.record("\($0)") })
    #expect(found == units)
  }

  /// Whatever the bytes, they end in units and problems, or in a `MemoryError`.
  @Test func mangledFilesEnd() throws {
    var random = SeededGenerator(seed: 11)
    let good = Array(
      (Self.head + "<!-- x --><tu srclang='en'><prop type='prev'>Zero.</prop>"
        + Self.unit("A &amp; <ph/>b", "C").dropFirst(4)
        + Self.unit("One.", "Un.") + "</body></tmx>").utf8)
    for _ in 0..<2_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert(
            contentsOf: good.prefix(place).suffix(Int.random(in: 1...40, using: &random)), at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { bytes = [0x3C] }
      }
      guard let reader = try? TMXUnitReader(Data(bytes), name: "x.tmx") else { continue }
      var count = 0
      try reader.read(
        unit: { unit in
          count += 1
          #expect(!unit.source.isEmpty && !unit.target.isEmpty)
        }, problem: { #expect($0.line >= 1) })
      #expect(count <= bytes.count / 20)
    }
  }
}
