import Dragoman
import Foundation
import Live
import TestSupport
import Testing

@Suite struct LiveSessionTests {
  private static let sentence = "we have received the report of the working group"

  /// A sentence word by word, each update waited for.
  private static func speak(_ stability: Stability, unsteady: Int = 2) async throws -> Talk {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(unsteady: unsteady), limits: promptly()))
    await talk.say(.hello(.init()), .configuration(stability))
    let words = sentence.split(separator: " ")
    for count in 1...words.count {
      await talk.say(.said(1, count, words.prefix(count).joined(separator: " ")))
      if stability == .fast { try await talk.hear(until: \.isPartial) }
      if stability != .fast { try await Task.sleep(for: .milliseconds(15)) }
    }
    // A final takes the place of partials that nobody has read yet.
    if stability == .append || stability == .balanced { try await talk.hear(until: \.isPartial) }
    await talk.say(.said(1, 100, sentence + ".", final: true, speaker: "Ms. Li"), .end)
    try await talk.hearAll()
    return talk
  }

  @Test(arguments: Stability.allCases) func everyPolicyEndsInTheWholeTranslation(stability: Stability)
    async throws
  {
    let talk = try await Self.speak(stability)
    #expect(talk.finals() == [Self.sentence.uppercased() + "."])
    #expect(talk.isClosed && talk.heard.last?.isDone == true)
    let sequences = talk.heard.compactMap(\.sequence)
    #expect(sequences == sequences.sorted() && Set(sequences).count == sequences.count)
    guard case .final(let final) = talk.heard.first(where: \.isFinal) else { return }
    #expect(final.speaker == "Ms. Li" && final.source == Self.sentence + "." && final.lag >= 0)
    #expect(final.confidence == 0.905)
  }

  @Test func appendNeverTakesAWordBack() async throws {
    let talk = try await Self.speak(.append)
    var shown = ""
    for partial in talk.partials {
      #expect(partial.tail.isEmpty && partial.stable.hasPrefix(shown))
      shown = partial.stable
    }
    #expect(!shown.isEmpty && talk.finals()[0].hasPrefix(shown))
    guard case .done(let summary) = talk.heard.last else { return }
    #expect(summary.statistics.normalizedErasure == 0)
  }

  @Test func balancedTakesLessBackThanFast() async throws {
    func erasure(_ talk: Talk) -> Double? {
      guard case .done(let summary) = talk.heard.last else { return nil }
      return summary.statistics.normalizedErasure
    }
    let (balanced, fast) = (try await Self.speak(.balanced), try await Self.speak(.fast))
    let (fastErasure, balancedErasure) = (try #require(erasure(fast)), try #require(erasure(balanced)))
    #expect(fastErasure > 0.8 && balancedErasure < 0.35)
    #expect(balanced.partials.last?.stable.isEmpty == false)
  }

  @Test func sentenceShowsFinalsOnly() async throws {
    #expect(try await Self.speak(.sentence).partials.isEmpty)
  }

  @Test func finalsKeepTheirOrderAndNoneIsLostWhenTheClientFloods() async throws {
    let engine = UnsteadyEngine(time: .milliseconds(1))
    var talk = Talk(LiveSessions(engine: engine, limits: promptly()))
    await talk.say(.hello(.init()), .configuration())
    for segment in 0..<100 {
      for revision in 0..<10 { await talk.say(.said(segment, revision, "word \(segment) \(revision)")) }
      await talk.say(.said(segment, 10, "word \(segment) said.", final: true))
    }
    await talk.say(.end)
    try await talk.hearAll()
    #expect(talk.finals() == (0..<100).map { "WORD \($0) SAID." })
    // Most revisions were overtaken before their turn came.
    #expect(engine.calls.count < 400)
  }

  @Test func overtakenPartialsAreNotSent() async throws {
    let engine = UnsteadyEngine(unsteady: 0)
    var talk = Talk(LiveSessions(engine: engine, limits: promptly()))
    await talk.say(.hello(.init()), .configuration(.fast))
    for count in 1...20 {
      await talk.say(.said(1, count, Array(repeating: "a", count: count).joined(separator: " ")))
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try await eventually { engine.calls.contains { $0.sentence.count == 39 } })
    // The client reads only now; the last may still be on its way behind the one before.
    try await talk.hear { if case .partial(let partial) = $0 { partial.sourceRevision == 20 } else { false } }
    #expect(talk.partials.count <= 2)
  }

  @Test func sentencesThatAreDoneAreTranslatedOnce() async throws {
    let engine = UnsteadyEngine()
    var talk = Talk(LiveSessions(engine: engine, limits: promptly()))
    await talk.say(.hello(.init()), .configuration(.fast))
    for (revision, text) in ["It is late. We", "It is late. We go", "It is late. We go on."].enumerated() {
      await talk.say(.said(1, revision, text))
      try await talk.hear(until: \.isPartial)
    }
    await talk.say(.said(1, 9, "It is late. We go on.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["IT IS LATE. WE GO ON."])
    #expect(engine.calls.count { $0.sentence == "It is late." } == 1)
    // The update before is the draft of the next.
    #expect(engine.calls.contains { $0.sentence == "We go" && $0.hint.draft?.hasPrefix("WE") == true })
  }

  @Test func severalTargetsHaveTheirOwnFinals() async throws {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly()))
    let french = try LanguageTag("fr")
    await talk.say(
      .hello(.init()), .configuration(to: [.chinese, french]), .said(1, 1, "Yes.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["YES."] && talk.finals("fr") == ["YES."])
  }

  @Test func termsHoldFromThenOn() async throws {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly()))
    await talk.say(.hello(.init()), .configuration(), .said(1, 1, "the office meets.", final: true))
    try await talk.hear(until: \.isFinal)
    await talk.say(
      .term(.init(.add, source: "office", target: "局")), .said(2, 1, "the office meets.", final: true))
    try await talk.hear(until: \.isFinal)
    await talk.say(
      .term(.init(.remove, source: "office")), .said(3, 1, "the office meets.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["THE OFFICE MEETS.", "THE 局 MEETS.", "THE OFFICE MEETS."])
    let terms = talk.heard.compactMap { if case .final(let final) = $0 { final.terms } else { nil } }
    #expect(terms == [[], ["局"], []])
  }

  @Test(arguments: [true, false]) func domainAndStyleGoWithEachSentence(hasDomains: Bool) async throws {
    let engine = UnsteadyEngine(hasDomains: hasDomains)
    var talk = Talk(LiveSessions(engine: engine, limits: promptly()))
    await talk.connection.receive(
      Array(
        #"{"type":"config","source":"en","targets":["zh"],"domain":"meetings","style":["un","no-quotes"]}"#
          .utf8
      ))
    await talk.say(.said(1, 1, "the office meets .", final: true))
    try await talk.hear(until: \.isFinal)
    let hint = try #require(engine.calls.last?.hint)
    #expect(hint.domain == .meetings)
    #expect(hint.style?.rules == StyleProfile.un.rules.subtracting([.quotes]))
    let warnings = talk.heard.compactMap { if case .warn(let code, _) = $0 { code } else { nil } }
    #expect(warnings == (hasDomains ? [] : ["domain"]))
    for wrong in [#""domain":"cooking""#, #""style":["ornate"]"#] {
      await talk.connection.receive(Array("{\"type\":\"config\",\"targets\":[\"zh\"],\(wrong)}".utf8))
      let failure = try await talk.hear(until: \.isError)
      #expect(failure != nil)
    }
    #expect(talk.failures.map(\.code) == ["invalid", "invalid"])
    #expect(talk.failures[0].message.contains("domain") && talk.failures[1].message.contains("ornate"))
    await talk.connection.disconnected()
  }

  @Test func glossariesAreTakenByTheirNames() async throws {
    struct House: GlossaryFinding {
      func glossary(_ name: String, key: String?) async throws -> Glossary? {
        name == "house" && key == "hers"
          ? Glossary(terms: ["office": "局", "meets": "开会"], from: .english, to: .chinese) : nil
      }
    }
    var configuration = SessionConfiguration(source: .english, targets: [.chinese])
    configuration.glossaries = ["house", "no-such"]
    let sessions = LiveSessions(engine: UnsteadyEngine(), limits: promptly())
    var talk = Talk(sessions, glossaries: House())
    await talk.say(
      .hello(.init(auth: "hers")), .config(configuration), .term(.init(.add, source: "meets", target: "聚")),
      .said(1, 1, "the office meets .", final: true))
    try await talk.hear(until: \.isFinal)
    // A session's own terms go before.
    #expect(talk.finals() == ["THE 局 聚 ."])
    let warnings = talk.heard.compactMap { if case .warn(_, let message) = $0 { message } else { nil } }
    #expect(warnings.count == 1 && warnings[0].contains("no-such"))
    await talk.connection.disconnected()

    // Taken up again, by its owner and by another.
    let ready = try #require(talk.ready)
    for (number, key, final) in [(2, "hers", "THE 局 WAITS."), (3, "others", "THE OFFICE WAITS.")] {
      var again = Talk(sessions, glossaries: House())
      await again.say(
        .hello(.init(auth: key, session: ready.session, resumeToken: ready.resumeToken, lastSequence: 0)),
        .said(number, 1, "the office waits.", final: true))
      while again.finals().count < number { try await again.hear(until: \.isFinal) }
      #expect(again.finals().last == final)
      await again.connection.disconnected()
    }
  }

  @Test func aPersonsCorrectionStays() async throws {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly()))
    await talk.say(.hello(.init()), .configuration(.fast), .said(1, 1, "the chair"))
    try await talk.hear(until: \.isPartial)
    await talk.say(
      .correct(.init(segment: .number(1), target: .chinese, text: "主席")),
      .said(1, 2, "the chair speaks.", final: true),
      .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["主席"])
    #expect(
      talk.heard.contains { if case .revise(let change) = $0 { change.reason == .human } else { false } })
  }

  @Test func whatCannotBeTranslatedIsShownAsItIs() async throws {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(failing: "bad"), limits: promptly()))
    await talk.say(
      .hello(.init()), .configuration(), .said(1, 1, "a bad one.", final: true),
      .said(2, 1, "A good one.", final: true),
      .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["a bad one.", "A GOOD ONE."])
    #expect(talk.failures.map(\.code) == ["translation"])
  }

  @Test func languagesAreToldFromTheText() async throws {
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly()))
    await talk.say(.hello(.init()), .configuration(from: nil), .said(1, 1, "Yes.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["YES."])
    #expect(
      talk.heard.contains {
        if case .detected(_, let language, _) = $0 { language == .english } else { false }
      })
  }

  @Test func hesitationsAreLeftOutIfAskedFor() async throws {
    var configuration = SessionConfiguration(source: .english, targets: [.chinese])
    configuration.mode = .clean
    var talk = Talk(LiveSessions(engine: UnsteadyEngine(), limits: promptly()))
    await talk.say(
      .hello(.init()), .config(configuration), .said(1, 1, "We, um, agree, er.", final: true), .end)
    try await talk.hearAll()
    #expect(talk.finals() == ["WE, AGREE,."])
  }
}
