/// Glossaries that go with the process.
package actor MemoryGlossaryStore: GlossaryStore {
  private var kept: [StoredGlossary] = []

  package init() {}

  package func add(_ glossary: StoredGlossary) throws {
    let count = kept.count { $0.owner == glossary.owner }
    guard count < GlossaryLimits.perOwner else {
      throw ServiceError.tooLarge(what: "glossaries", count: count + 1, limit: GlossaryLimits.perOwner)
    }
    kept.append(glossary)
  }

  package func glossary(_ id: String, owner: String?) -> StoredGlossary? {
    kept.first { $0.id == id && $0.owner == owner }
  }

  package func glossaries(owner: String?) -> [StoredGlossary] { kept.filter { $0.owner == owner } }

  package func remove(_ id: String, owner: String?) -> Bool {
    guard let index = kept.firstIndex(where: { $0.id == id && $0.owner == owner }) else { return false }
    kept.remove(at: index)
    return true
  }
}
