import Dragoman
import Memory
import Testing

@Suite struct TranslationMemoryTests {
  private static func recall(_ memory: TranslationMemory, _ text: String, exactly: Bool = false) throws
    -> RecalledTranslation?
  {
    try memory.recall(text, after: nil, from: .english, to: .french, exactly: exactly)
  }

  @Test func theBestOfAllCounts() throws {
    let (first, second) = (try TemporaryMemory(), try TemporaryMemory())
    try first.store.add([.english("The boat is red today.", "Le bateau est rouge aujourd'hui.")])
    try second.store.add([.english("The boat is blue today.", "Le bateau est bleu aujourd'hui.")])
    let memory = TranslationMemory([.init(first.store), .init(second.store)])
    let found = try Self.recall(memory, "The boat is blue today.")
    #expect(found?.text == "Le bateau est bleu aujourd'hui." && found?.isExact == true && found?.score == 1)
    let like = try Self.recall(memory, "The boat is green today.")
    #expect(like?.isExact == false && (like?.score ?? 0) > 0.8)
    #expect(try Self.recall(memory, "The boat is green today.", exactly: true) == nil)
  }

  @Test func penaltiesDecide() throws {
    let store = try TemporaryMemory()
    try store.store.add([
      .english("Adopted.", "Adopté par la machine.", project: "ours", machine: true),
      .english("Adopted.", "Adopté.", project: "theirs"),
    ])
    let all = TranslationMemory([.init(store.store)], project: "ours")
    #expect(try Self.recall(all, "Adopted.")?.text == "Adopté.")
    let distrusted = TranslationMemory([.init(store.store, penalty: 0.1)])
    let found = try Self.recall(distrusted, "Adopted.")
    #expect(found?.text == "Adopté." && found?.isExact == false)
    #expect(try Self.recall(distrusted, "Adopted.", exactly: true) == nil)
  }
}
