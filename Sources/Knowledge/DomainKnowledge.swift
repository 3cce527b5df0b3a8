import Dragoman
import Memory
import Synchronization
import Terminology

/// What there is for each domain, read when it is first needed and kept; and which domain a text is of.
public final class DomainKnowledge: Sendable {
  /// What is guessed with less confidence is held to be general.
  private static let sure = 0.7
  /// A text's beginning tells what it is about.
  private static let mostBytes = 100_000

  private let file: DomainFile
  private let languages: (LanguageTag, LanguageTag)?
  private let additions = Mutex<[Domain: DomainAddition]>([:])
  private let classifier = Mutex<DomainClassifier?>(nil)

  /// - Parameter languages: of the first two columns of tables whose columns have no names.
  public init(_ file: DomainFile, languages: (LanguageTag, LanguageTag)? = nil) {
    (self.file, self.languages) = (file, languages)
  }

  /// Reads everything now, so that a fault shows before work begins.
  /// - Throws: ``DomainFileError``, `GlossaryError`, `MemoryError`.
  @discardableResult
  public func load() throws -> [Domain: DomainAddition] {
    for domain in file.domains { _ = try addition(for: domain) }
    return additions.withLock { $0 }
  }

  /// What a text is about; general where that cannot be told.
  /// - Throws: `DomainError` where the classifier's data are missing or damaged.
  public func domain(of text: String) throws -> Domain {
    let classifier = try classifier.withLock { kept in
      let classifier = try kept ?? DomainClassifier()
      kept = classifier
      return classifier
    }
    let sample = String(decoding: text.utf8.prefix(Self.mostBytes), as: UTF8.self)
    guard let best = classifier.classify(sample).first, best.confidence >= Self.sure else { return .general }
    return best.domain
  }

  /// What a domain brings; nothing where the file has nothing for it.
  /// - Throws: ``DomainFileError``, `GlossaryError`, `MemoryError`.
  public func addition(for domain: Domain) throws -> DomainAddition {
    try additions.withLock { kept in
      if let known = kept[domain] { return known }
      let made = try read(domain)
      kept[domain] = made
      return made
    }
  }

  private func read(_ domain: Domain) throws -> DomainAddition {
    var addition = DomainAddition()
    guard let entry = file.entry(domain) else { return addition }
    let reader = GlossaryFile(languages: languages)
    addition.glossaries = try (entry.glossaries ?? []).map { Glossary(try reader.read($0)) }
    addition.memories = try (entry.memories ?? []).map { try TranslationMemory.Source(named: $0) }
    do {
      addition.style = try TextStyle(names: entry.style ?? [])
    } catch {
      throw DomainFileError(file: file.path, reason: "\(domain.rawValue): \(error)")
    }
    addition.model = entry.model
    return addition
  }
}
