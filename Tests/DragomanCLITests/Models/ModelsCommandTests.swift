import Foundation
import TestSupport
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
    #expect((info.first?["files"] as? [Any])?.count == 2)
    #expect(info.first?["format"] as? String == "dragoman")
    #expect(info.first?["quantisation"] as? String == "int8")
    let original = info.first?["original"] as? [String: Any]
    #expect(original?["format"] as? String == "ctranslate2")
    #expect((original?["files"] as? [Any])?.count == 6)
    let text = try await dragoman.run("models", "info", "tiny").output
    #expect(text.contains("converted from") && text.contains("original file"))
    let intact = try await dragoman.run("models", "verify", "tiny").output
    #expect(intact.contains("tiny: intact (dragoman int8") && intact.contains("from ctranslate2"))
    #expect(try await dragoman.run("models", "verify").status == 0)

    let weights = package.home + "/models/tiny/model.dragoman"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: weights))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: weights))
    let damaged = try await dragoman.run("models", "verify", "tiny")
    #expect(damaged.status == 1)
    #expect(damaged.output.contains("model.dragoman"))
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
    #expect(package.exists("home/models/argos-aa-bb-1.0/model.dragoman"))
    let folder = try await dragoman.run(
      "models", "install", package.path + "/tiny-1.0", "--id", "other", "--to", "fr")
    #expect(folder.status == 0, "\(folder.errors)")
    let info = try json(try await dragoman.run("models", "info", "other", "--json").output)
    #expect(info.first?["from"] as? String == "aa" && info.first?["to"] as? String == "fr")
    let taken = try await dragoman.run("models", "install", package.archive)
    #expect(taken.status == 1 && taken.errors.contains("--replace"))
  }

  @Test func aFileForAnotherMachine() async throws {
    let file = package.path + "/out.dragoman"
    let convert = try await dragoman.run(
      "models", "convert", package.archive, "--output", file, "--licence", "MIT", "--name", "Mine")
    #expect(convert.status == 0, "\(convert.errors)")
    #expect(convert.errors.contains("aa to bb, int8"))
    #expect(!package.exists("home"))
    let install = try await dragoman.run("models", "install", file)
    #expect(install.status == 0, "\(install.errors)")
    let info = try json(try await dragoman.run("models", "info", "out", "--json").output)
    #expect(info.first?["from"] as? String == "aa" && info.first?["name"] as? String == "Mine")
    #expect(info.first?["licence"] as? String == "MIT")
    let wide = try await dragoman.run(
      "models", "convert", package.path + "/tiny-1.0", "-o", file, "--quantisation", "float32")
    #expect(wide.status == 0 && wide.errors.contains("float32"), "\(wide.errors)")
  }

  @Test(arguments: ["convert", "install", "install --keep-original"])
  func anOldModelIsConvertedInItsPlace(command: String) async throws {
    try package.installOldForm(id: "tiny")
    let listed = try await dragoman.run("models", "list", "--installed")
    #expect(listed.output.contains("ctranslate2"), "\(listed.output)\(listed.errors)")
    var arguments = ["models"] + command.split(separator: " ").map(String.init) + ["tiny"]
    if command.hasPrefix("install") { arguments += ["--catalogue", package.catalogue] }
    let convert = try await dragoman.start(arguments, input: Data()).finish()
    #expect(convert.status == 0, "\(convert.errors)")
    #expect(package.exists("home/models/tiny/model.dragoman"))
    #expect(!package.exists("home/models/tiny/model/model.bin"))
    #expect(package.exists("home/models/tiny/original/model/model.bin") == command.hasSuffix("original"))
    #expect(package.exists("home/models/tiny/README.md"))
    #expect(try await dragoman.run("models", "verify", "tiny").status == 0)
    let again = try await dragoman.run("models", "convert", "tiny")
    #expect(again.status == 0 && again.errors.contains("already"))
  }

  @Test func aModelThatCannotBeConvertedIsNotInstalled() async throws {
    let weights = URL(fileURLWithPath: package.path + "/tiny-1.0/model/model.bin")
    try Data(contentsOf: weights).prefix(500).write(to: weights)
    let result = try await dragoman.run("models", "install", package.path + "/tiny-1.0")
    #expect(result.status == 65)
    #expect(result.errors.contains("model/model.bin") && result.errors.contains("next:"))
    #expect(!result.errors.contains("staging"))
    #expect(try json(try await dragoman.run("models", "list", "--installed", "--json").output).isEmpty)
  }

  @Test func whatCanBeInstalledIsListedWithWhatIs() async throws {
    try package.setPip(PackageFixture.deliver)
    _ = try await dragoman.run("models", "install", package.archive, "--id", "own")
    _ = try await dragoman.run("models", "install", "aa-bb", "--catalogue", package.catalogue)
    let available = try json(
      try await dragoman.run(
        "models", "list", "--available", "--json", "--catalogue", package.catalogue
      ).output)
    #expect(available.map { $0["id"] as? String } == ["tiny"])
    #expect(available.first?["state"] as? String == "installed")
    #expect((available.first?["download"] as? Int ?? 0) > 0)
    let installed = try json(try await dragoman.run("models", "list", "--installed", "--json").output)
    #expect(installed.compactMap { $0["id"] as? String }.sorted() == ["own", "tiny"])
  }

  @Test func theFilesOfBeforeAreKeptWhereAskedFor() async throws {
    try package.setPip(PackageFixture.deliver)
    let install = ["models", "install", "tiny", "--catalogue", package.catalogue]
    #expect(try await dragoman.start(install).finish().status == 0)
    #expect(!package.exists("home/models/tiny/original"))
    for _ in 0..<2 {
      #expect(try await dragoman.start(install + ["--keep-original"]).finish().status == 0)
      #expect(package.exists("home/models/tiny/original/model/model.bin"))
    }
    #expect(package.pipIdentifiers.count == 2)
  }

  @Test func theModelThatComesAlongIsADefaultAndIsMissedWhereItIsNot() async throws {
    let listed = try json(try await dragoman.run("models", "list", "--json").output)
    let defaults = listed.filter { $0["default"] as? Bool == true }
    #expect(defaults.map { $0["from"] as? String } == ["zh", "en"])
    #expect(defaults.last?["id"] as? String == "dragoman-en-zh" && defaults.last?["download"] as? Int == 0)
    let lost = try package.binary(["DRAGOMAN_BUNDLED_MODELS": package.path + "/nowhere"])
    for name in ["en-zh", "dragoman-en-zh"] {
      let result = try await lost.run("models", "install", name)
      #expect(result.status == 66 && result.errors.contains("nowhere/en-zh"), "\(result.errors)")
      #expect(result.errors.contains("next:") && result.errors.contains("DRAGOMAN_BUNDLED_MODELS"))
    }
    #expect(!package.exists("home/models/dragoman-en-zh"))
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
      (["models", "install", package.path + "/bin"], 65, "safetensors"),
      (["models", "install", "tiny", "other", "--name", "x"], 64, "--name"),
      (["models", "list", "--installed", "--available"], 64, "--available"),
      (["models", "convert", "tiny"], 66, "next:"),
      (["models", "convert", "tiny", "--from", "aa"], 64, "--output"),
      (["models", "convert", "./tiny-1.0"], 64, "--output"),
      (["models", "convert", package.archive, "--output", package.path + "/none/x"], 66, "none"),
      (["models", "convert", package.archive, "--output", package.path], 74, "folder"),
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
    #expect(try await eventually { !package.pipIdentifiers.isEmpty })
    kill(running.process.processIdentifier, SIGINT)
    let result = try await running.finish()
    #expect(result.status == 130)
    #expect(try await eventually { package.pipIdentifiers.allSatisfy { kill($0, 0) != 0 } })
    #expect(!package.exists("home/models/tiny") && !package.exists("home/staging"))
  }

  @Test func afterSigkillTheNextRunSucceeds() async throws {
    try package.setPip(PackageFixture.hang)
    let running = try dragoman.start(["models", "install", "--catalogue", package.catalogue])
    #expect(try await eventually { package.exists("home/staging/download/tmp/pip-unpack") })
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
