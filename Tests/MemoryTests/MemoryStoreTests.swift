import Dragoman
import Foundation
import Memory
import TestSupport
import Testing

@Suite struct MemoryStoreTests {
  private static func matches(
    _ store: MemoryStore, _ text: String, after previous: String? = nil, least: Double = 0.7
  ) throws -> [MemoryMatch] {
    try store.matches(of: text, after: previous, from: .english, to: .french, least: least)
  }

  @Test func theSameTextIsFound() throws {
    let memory = try TemporaryMemory()
    try memory.store.add([.english("The ferry leaves at nine.", "Le bac part à neuf heures.")])
    for text in ["The ferry leaves at nine.", " The  ferry\nleaves at nine. "] {
      let found = try Self.matches(memory.store, text)
      #expect(found.map(\.isExact) == [true] && found.first?.unit.target == "Le bac part à neuf heures.")
    }
    #expect(try Self.matches(memory.store, "the ferry leaves at nine.").map(\.isExact) == [false])
    #expect(try memory.store.matches(of: "The ferry leaves at nine.", from: .french, to: .english).isEmpty)
    #expect(try Self.matches(memory.store, "").isEmpty)
  }

  @Test func contextSaysWhichIsMeant() throws {
    let memory = try TemporaryMemory()
    try memory.store.add([
      .english("Open.", "Ouverte.", after: "The door is"),
      .english("Open.", "Ouvrez.", after: "Take the key."),
    ])
    #expect(try Self.matches(memory.store, "Open.").map(\.unit.target) == ["Ouvrez.", "Ouverte."])
    let found = try Self.matches(memory.store, "Open.", after: "The door is")
    #expect(found.first?.unit.target == "Ouverte." && found.first?.hasSameContext == true)
  }

  @Test func textsThatAreAlikeAreFound() throws {
    let memory = try TemporaryMemory()
    try memory.store.add([
      .english(
        "The committee will meet on 14 May in room 3.", "Le comité se réunira le 14 mai dans la salle 3."),
      .english("See {0} for the list of members.", "Voir {0} pour la liste des membres."),
      .english("Nobody has seen the key of the boat house.", "Personne n'a vu la clé du hangar."),
    ])
    // Other numbers, other placeholders, other capitals.
    for text in [
      "The committee will meet on 2 May in room 17.", "the committee will meet on 14 May in room 3.",
      "See %s for the list of members.",
    ] {
      let found = try Self.matches(memory.store, text)
      #expect(found.map(\.similarity) == [0.99] && found.map(\.isExact) == [false], "\(text)")
    }
    let other = try Self.matches(memory.store, "Nobody has seen the door of the boat house.")
    #expect(other.count == 1 && abs((other.first?.similarity ?? 0) - 0.9) < 1e-9)
    #expect(
      try Self.matches(memory.store, "Nobody has seen the door of the boat house.", least: 0.95).isEmpty)
    #expect(try Self.matches(memory.store, "Somebody paints a fence.").isEmpty)
  }

  @Test func chineseIsComparedByCharacters() throws {
    let memory = try TemporaryMemory()
    let unit = MemoryUnit(
      from: .chinese, to: .english, source: "委员会将于五月举行第十四届会议。", target: "The Committee will meet in May.")
    try memory.store.add([unit])
    let found = try memory.store.matches(of: "委员会将于六月举行第十四届会议。", from: .chinese, to: .english)
    #expect(found.map(\.unit.target) == [unit.target] && (found.first?.similarity ?? 0) > 0.9)
    let simplified = try LanguageTag("zh-Hans")
    #expect(try memory.store.matches(of: unit.source, from: simplified, to: .english).first?.isExact == true)
  }

  @Test func whatIsThereIsNotAddedAgain() throws {
    let memory = try TemporaryMemory()
    let units = [MemoryUnit.english("Yes.", "Oui."), .english("No.", "Non.")]
    #expect(try memory.store.add(units).new == 2)
    let again = try memory.store.add(units + [.english("No.", "Nenni.")])
    #expect(again.new == 1 && again.known == 2)
    #expect(try memory.store.statistics().pairs.map(\.units) == [3])
  }

  @Test func othersSeeWhatIsAdded() throws {
    let memory = try TemporaryMemory()
    let other = try MemoryStore(path: memory.store.path)
    #expect(try Self.matches(other, "The ferry leaves the pier at noon.").isEmpty)
    try memory.store.add([
      .english("The ferry leaves the pier at nine.", "Le bac quitte le quai à neuf heures.")
    ])
    #expect(try Self.matches(other, "The ferry leaves the pier at noon.").count == 1)
    try memory.store.add(Self.units(MemoryStoreTests.many, seed: 5))
    try memory.store.optimize()
    #expect(try Self.matches(other, "The ferry leaves the pier at noon.").count == 1)
  }

  static let many = 9_000

  /// Sentences of made-up words.
  private static func units(_ count: Int, seed: UInt64) -> [MemoryUnit] {
    var random = SeededGenerator(seed: seed)
    let syllables =
      "bdfgklmnprstvz".flatMap { first in "aeiou".map { String([first, $0]) } } + ["stra", "lent", "brok"]
    let words = (0..<700).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in syllables.randomElement(using: &random) ?? "" }
        .joined()
    }
    return (0..<count).map { number in
      let length = Int.random(in: 3...24, using: &random)
      let text = (0..<length).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
      return .english(text + ".", "T\(number)")
    }
  }

  /// The index may miss what hardly passes; what is rather alike it finds, in its segments, merged, and in its tail.
  @Test func theIndexFindsWhatComparingAllFinds() throws {
    let memory = try TemporaryMemory()
    let units = Self.units(Self.many, seed: 7)
    for start in stride(from: 0, to: units.count, by: 4_100) {
      try memory.store.add(Array(units[start..<min(start + 4_100, units.count)]))
    }
    var random = SeededGenerator(seed: 8)
    let texts = units.indices.shuffled(using: &random).prefix(120).map { index in
      var words = units[index].source.split(separator: " ").map(String.init)
      for _ in 0...(words.count / 8) { words[Int.random(in: 0..<words.count, using: &random)] = "abroad" }
      return words.joined(separator: " ")
    }
    let all = units.map { MemoryText($0.source).tokens }
    for isMerged in [false, true] {
      if isMerged { try memory.store.optimize() }
      var missed = 0
      for text in texts {
        let tokens = MemoryText(text).tokens
        let best = all.compactMap { EditSimilarity.of(tokens, $0, least: 0.7) }.max()
        let found = try Self.matches(memory.store, text).first?.similarity
        if found != best.map({ min($0, 0.99) }) { missed += 1 }
      }
      #expect(missed <= 2, "\(missed) of \(texts.count)")
    }
  }

  @Test func otherFilesAreRefusedAndLeftAlone() throws {
    let memory = try TemporaryMemory()
    let text = memory.folder.appending(path: "notes.txt")
    try Data(
      "No memory, but a note that is long enough for a header of a hundred bytes or so, as SQLite has.".utf8
    )
    .write(to: text)
    #expect(throws: MemoryError.self) { try MemoryStore(path: text.path, creates: true) }
    #expect(try Data(contentsOf: text).starts(with: Data("No memory".utf8)))
    do {
      _ = try MemoryStore(path: memory.folder.appending(path: "none.dmem").path)
      Issue.record("there is none")
    } catch { #expect(error.kind == .missing) }
  }
}
