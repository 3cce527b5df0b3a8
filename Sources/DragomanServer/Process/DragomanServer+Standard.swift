import Dragoman
import Knowledge
import Live
import Logging
import Memory
import ServiceLifecycle
import Terminology

extension DragomanServer {
  /// What `dragoman serve` runs, in the order in which it starts: the last is stopped first.
  ///
  /// - Throws: ``ServerStartError``, ``ConfigurationError``, `ModelStoreError`, `GlossaryError`, `MemoryError`,
  ///   `DomainFileError`, a database's error of the journal.
  package static func standard(
    _ configuration: ServerConfiguration, access: any AccessControlling, logger: Logger,
    listening: @escaping @Sendable ([Address]) async throws -> Void
  ) throws -> [any Service] {
    var engine = TranslatorConfiguration()
    if let threads = configuration.threads { engine.threadCount = threads }
    let translator = try Translator(configuration: engine)
    var options = ServiceOptions()
    options.translation.beamSize = configuration.beamSize
    options.translation.glossaries = try configuration.glossaryFiles.map {
      Glossary(try GlossaryFile().read($0))
    }
    options.translation.memory = try memory(configuration.memoryFiles)
    options.translation.style = try style(configuration.style)
    options.domains = try domains(configuration.domains, translator)
    options.documentBytes = configuration.bodyBytes
    let service = TranslationService(
      translator: translator, options: options,
      glossaries: try configuration.glossaries.map { try DatabaseGlossaryStore(path: $0) })
    let journal = try configuration.journal.map { try SQLiteJournal(path: $0) }
    let sessions = liveSessions(
      TranslatorLiveEngine(translator, options: options.translation, domains: options.domains), configuration,
      journal)
    let own = OwnAPI(service: service, access: access)
    let server = try DragomanServer(
      configuration,
      apis: standardAPIs(service: service, access: access) + [SessionsAPI(sessions, own: own)],
      messageEndpoints: standardMessageEndpoints(service: service, access: access), logger: logger,
      readiness: { translator.pairs.isEmpty ? "no model is installed" : nil },
      makeLive: { peer in
        LiveConnection(
          sessions: sessions, glossaries: ClientGlossaries(service: service, needsKey: access.needsKey)
        ) { key in
          do {
            try await access.admit(key: key, peer: peer, characters: 0) {}
          } catch {
            throw LiveRefusal(description: ServiceProblem(error).message)
          }
        }
      }, listening: listening)
    let clearing = journal.map {
      JournalService(journal: $0, days: configuration.journalDays, logger: logger)
    }
    // Stopped in reverse: sessions are said farewell while their connections stand, documents go when those have.
    return [DocumentsService(service: service), server, LiveSessionsService(sessions: sessions)]
      + [clearing].compactMap { $0 }
  }

  private static func liveSessions(
    _ engine: TranslatorLiveEngine, _ configuration: ServerConfiguration, _ journal: SQLiteJournal?
  ) -> LiveSessions {
    var limits = LiveLimits()
    limits.lineBytes = configuration.lineBytes
    limits.silence = .seconds(configuration.idleSeconds)
    limits.beamSize = configuration.beamSize
    return LiveSessions(engine: engine, limits: limits, journal: journal)
  }

  private static func style(_ names: [String]) throws -> TextStyle? {
    do { return try TextStyle(names: names) } catch {
      throw ConfigurationError(place: "the settings", field: "style", reason: error.description)
    }
  }

  private static func domains(_ path: String?, _ translator: Translator) throws -> DomainKnowledge? {
    guard let path else { return nil }
    let domains = DomainKnowledge(try DomainFile(path: path))
    for (domain, addition) in try domains.load() {
      guard let model = addition.model, !translator.has(model: model) else { continue }
      throw ConfigurationError(
        place: path, field: domain.rawValue, reason: TranslatorError.noSuchModel(model).description)
    }
    return domains
  }

  private static func memory(_ files: [String]) throws -> TranslationMemory? {
    guard !files.isEmpty else { return nil }
    return TranslationMemory(try files.map { try .init(named: $0) })
  }
}

/// Why a client's key gives it no session, for its eyes.
private struct LiveRefusal: Error, CustomStringConvertible {
  let description: String
}
