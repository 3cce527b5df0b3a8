import Batch
import Documents
import Dragoman
import Foundation
import Testing

struct BatchJobTests {
  @Test func aFolderComesBackWhole() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one two\n", "a.txt")
    try testing.put("# one\n\nthree **four**\n", "deep/er/b.md")
    try testing.put("<p>one <b>two</b></p>", "c.html")
    try testing.put("1\n00:00:01,000 --> 00:00:02,000\nfive six.\n", "d.srt")
    try testing.put("\u{0}\u{1}\u{2}PNG", "picture.bin")
    try testing.put("one\n", ".hidden.txt")
    let summary = try await testing.run()
    #expect(summary.failures.isEmpty && summary.waiting.isEmpty && summary.skipped == ["picture.bin"])
    #expect(summary.reports.map(\.format) == ["txt", "html", "srt", "markdown"])
    #expect(testing.outputs == ["a.txt", "c.html", "d.srt", "deep/er/b.md"])
    #expect(testing.written("a.txt") == "ONE TWO\n")
    #expect(testing.written("deep/er/b.md") == "# ONE\n\nTHREE **FOUR**\n")
    #expect(testing.written("d.srt")?.contains("FIVE SIX.") == true)
  }

  @Test func bothLanguagesStandSideBySide() async throws {
    var testing = try BatchTesting()
    defer { testing.remove() }
    testing.settings.documents.bilingual = .fitting
    try testing.put("one two\n", "a.txt")
    try testing.put("# one two\n", "a.md")
    try testing.put("<p>one <b>two</b></p>", "c.html")
    try testing.put("1\n00:00:01,000 --> 00:00:02,000\nfive six.\n", "d.srt")
    let summary = try await testing.run()
    #expect(summary.failures.isEmpty && summary.reports.count == 4)
    #expect(testing.outputs == ["a.txt", "a.txt.txt", "c.html", "d.srt"])
    #expect(
      testing.written("a.txt") == "one two\nONE TWO\n"
        && testing.written("a.txt.txt") == testing.written("a.txt"))
    #expect(testing.written("c.html")?.contains("<td lang=\"fr\" dir=\"ltr\">ONE TWO</td>") == true)
    #expect(testing.written("d.srt")?.contains("FIVE SIX.\nfive six.") == true)
    // A job stays with what it writes.
    testing.settings.documents.bilingual = nil
    #expect(throws: BatchError.self) { try testing.job() }
  }

  @Test func aTextIsTranslatedOnceForAllFiles() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    for number in 1...8 { try testing.put("same words\n\nown \(number)\n", "\(number).txt") }
    let engine = CountingEngine(delay: .milliseconds(5))
    let summary = try await testing.run(engine)
    #expect(summary.reports.count == 8)
    let counts = await engine.counts
    #expect(counts["same words"] == 1 && counts.count == 9 && counts.values.allSatisfy { $0 == 1 })
    #expect(testing.written("7.txt") == "SAME WORDS\n\nOWN 7\n")
  }

  /// Each document has its own terms; what one is told of them holds for no other.
  @Test func documentsCanKeepTheirTerms() async throws {
    var testing = try BatchTesting()
    defer { testing.remove() }
    testing.settings.documents.keepsTerms = true
    let says = "They left Aberville again at noon."
    try testing.put(
      [says, "Then Aberville was quiet.", "At night Aberville slept.", "Odd Aberville."].joined(
        separator: "\n\n"), "a.txt")
    try testing.put(says + "\n", "b.txt")
    let summary = try await testing.run(TwoNamesEngine())
    #expect(summary.failures.isEmpty)
    let kept = try #require(testing.written("a.txt"))
    #expect(kept.ranges(of: "Ville-d'Aber").count == 4, "\(kept)")
    #expect(testing.written("b.txt")?.contains("Ville-d'Aber") == true)
    // A job stays with what it writes.
    testing.settings.documents.keepsTerms = false
    #expect(throws: BatchError.self) { try testing.job() }
  }

  @Test func aSecondRunDoesWhatIsNew() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one\n\ntwo\n", "a.txt")
    try testing.put("three\n", "b.txt")
    _ = try await testing.run()
    try testing.put("one\n\ntwo and more\n", "a.txt")
    try testing.put("four\n", "c.txt")
    try FileManager.default.removeItem(at: testing.root.appendingPathComponent("out/b.txt"))
    let engine = CountingEngine()
    let summary = try await testing.run(engine)
    #expect(await engine.counts == ["two and more": 1, "four": 1])
    #expect(summary.reports.count == 3 && summary.failures.isEmpty)
    #expect(testing.written("a.txt") == "ONE\n\nTWO AND MORE\n" && testing.written("b.txt") == "THREE\n")
    let third = CountingEngine()
    _ = try await testing.run(third)
    #expect(await third.counts.isEmpty)
  }

  @Test func failuresAreNamedAndStopNothing() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("fine\n", "a.txt")
    try testing.put("breaks\n", "b.txt")
    try testing.put("PK\u{3}\u{4} no zip at all", "c.docx")
    try testing.put("also fine\n", "d.txt")
    let summary = try await testing.run(CountingEngine(breaksAt: "breaks"))
    #expect(summary.reports.count == 2 && summary.failures.map(\.path) == ["b.txt", "c.docx"])
    #expect(summary.failures.allSatisfy { !$0.failure.message.isEmpty })
    #expect(testing.outputs == ["a.txt", "d.txt"])
    // Tried again, and only that.
    let engine = CountingEngine()
    let second = try await testing.run(engine)
    #expect(second.failures.map(\.path) == ["c.docx"] && testing.written("b.txt") == "BREAKS\n")
    #expect(await engine.counts == ["breaks": 1])
    let attempts = Dictionary(uniqueKeysWithValues: try testing.job().files().map { ($0.path, $0.attempts) })
    #expect(attempts == ["a.txt": 1, "b.txt": 2, "c.docx": 0, "d.txt": 1])
  }

  @Test func whatComesBackUnchangedHasFailed() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one two\n", "a.txt")
    try testing.put("12 %\n", "numbers.txt")
    let summary = try await testing.run(IdentityEngine())
    #expect(summary.failures.map(\.path) == ["a.txt"])
    #expect(summary.failures.first?.failure.message.contains("unchanged") == true)
    #expect(testing.outputs == ["numbers.txt"])
  }

  @Test func anInterruptedJobGoesOn() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    for file in 1...6 {
      try testing.put((1...30).map { "text \(file) \($0)" }.joined(separator: "\n\n"), "\(file).txt")
    }
    let (interrupted, interrupt) = AsyncStream.makeStream(of: Void.self)
    let first = CountingEngine(stopsAfter: 100) { interrupt.finish() }
    let task = Task { try await testing.run(first) }
    for await _ in interrupted {}
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(testing.outputs.allSatisfy { !$0.hasSuffix(".part") })
    let second = CountingEngine()
    let summary = try await testing.run(second)
    #expect(summary.reports.count == 6 && summary.failures.isEmpty)
    let done = await (first.counts, second.counts)
    // What had come back was kept: the first hundred, and nothing else.
    #expect(done.1.count == 80 && done.1.values.allSatisfy { $0 == 1 })
    #expect(Set(done.0.keys).union(done.1.keys).count == 180)
    #expect(testing.written("3.txt") == (1...30).map { "TEXT 3 \($0)" }.joined(separator: "\n\n"))
  }

  @Test func aJobIsNobodyElses() async throws {
    var testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one\n", "a.txt")
    do {
      let job = try testing.job()
      #expect(throws: BatchError.inUse(testing.jobFile.path)) { try testing.job() }
      withExtendedLifetime(job) {}
    }
    testing.settings.translation.beamSize = 1
    #expect(
      throws: BatchError.otherSettings(testing.jobFile.path, changed: ["how texts are translated"])
    ) { try testing.job() }
    _ = try testing.job(restarts: true)
    try Data("not a database, but someone's notes".utf8).write(to: testing.jobFile)
    #expect(throws: BatchError.self) { try testing.job() }
    #expect(throws: BatchError.self) { try testing.job(restarts: true) }
    #expect(try String(contentsOf: testing.jobFile, encoding: .utf8).hasPrefix("not a database"))
  }

  @Test func nothingOfOthersIsWrittenOver() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one\n", "a.txt")
    let theirs = testing.root.appendingPathComponent("out/a.txt")
    try FileManager.default.createDirectory(
      at: theirs.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("theirs".utf8).write(to: theirs)
    let summary = try await testing.run()
    #expect(summary.failures.first?.failure.message.contains("is there already") == true)
    #expect(testing.written("a.txt") == "theirs")
    do {
      let job = try testing.job(overwrites: true)
      try await job.run(with: MirrorEngine())
      #expect(testing.written("a.txt") == "ONE\n")
    }
  }

  @Test func namesAndChoiceOfFiles() async throws {
    var testing = try BatchTesting()
    defer { testing.remove() }
    for path in ["a.txt", "a.md", "sub/b.txt", "sub/c.html", "sub/{to}.txt"] {
      try testing.put("word\n", path)
    }
    testing.settings.names = "{name}.{to}.txt"
    testing.settings.included = ["*.txt", "a.md"]
    testing.settings.excluded = ["sub/b*"]
    let summary = try await testing.run()
    #expect(summary.failures.isEmpty)
    // Two of one name: the extension tells them apart.
    #expect(testing.outputs == ["a.fr.txt", "a.txt.fr.txt", "sub/{to}.fr.txt"])
    testing.settings.names = "{to}/{name}"
    #expect(throws: BatchError.invalidNames("{to}/{name}")) { try testing.job(restarts: true) }
  }

  @Test func theOutputInsideOfTheFolderIsNotTranslatedAgain() async throws {
    var testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one\n", "a.txt")
    testing.settings.output = testing.settings.folder + "/fr"
    _ = try await testing.run()
    let summary = try await testing.run()
    #expect(summary.reports.count == 1)
    #expect(FileManager.default.fileExists(atPath: testing.settings.folder + "/fr/a.txt"))
    #expect(!FileManager.default.fileExists(atPath: testing.settings.folder + "/fr/fr"))
  }

  @Test func aHotFolderIsFollowed() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one\n", "a.txt")
    let (done, note) = AsyncStream.makeStream(of: [String].self)
    let task = Task {
      let job = try testing.job()
      try await job.watch(with: MirrorEngine(), every: .milliseconds(20)) { files in
        note.yield(files.map(\.path))
      }
    }
    var names = done.makeAsyncIterator()
    #expect(await names.next() == ["a.txt"])
    try testing.put("two\n", "late/b.txt")
    #expect(await names.next() == ["late/b.txt"])
    try testing.put("one and more\n", "a.txt")
    #expect(await names.next() == ["a.txt"])
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(testing.written("a.txt") == "ONE AND MORE\n" && testing.written("late/b.txt") == "TWO\n")
  }

  @Test func aPreviewCountsAndWritesNothing() throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    try testing.put("one two\n\nthree\n", "a.txt")
    try testing.put("会议开始\n", "b.txt")
    let files = try BatchJob.preview(testing.settings)
    #expect(files.compactMap(\.survey?.units) == [2, 1] && files.compactMap(\.survey?.words) == [3, 4])
    #expect(testing.outputs.isEmpty && !FileManager.default.fileExists(atPath: testing.jobFile.path))
    #expect(throws: BatchError.self) {
      try BatchJob.preview(
        BatchSettings(
          folder: testing.root.appendingPathComponent("none"), output: testing.root,
          documents: testing.settings.documents))
    }
  }

  @Test func progressAddsUp() async throws {
    let testing = try BatchTesting()
    defer { testing.remove() }
    for number in 1...3 { try testing.put("one two\n\nthree \(number)\n", "\(number).txt") }
    let job = try testing.job()
    try job.survey()
    let (all, note) = AsyncStream.makeStream(of: BatchProgress.self)
    try await job.run(with: CountingEngine(breaksAt: "three 2")) { note.yield($0) }
    note.finish()
    var seen: [BatchProgress] = []
    for await progress in all { seen.append(progress) }
    let last = try #require(seen.last)
    #expect(last.files == 3 && last.completedFiles == 2 && last.failedFiles == 1)
    #expect(last.words == 12 && last.completedWords == 12 && last.completedUnits == last.units)
  }
}
