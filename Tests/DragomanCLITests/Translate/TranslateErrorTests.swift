import Foundation
import Testing

/// What `dragoman translate` refuses, with which code and words. None of it needs a model.
struct TranslateErrorTests {
  private let fixture: TranslateFixture

  init() throws { fixture = try TranslateFixture() }

  private func run(_ arguments: String..., input: Data = Data()) async throws -> DragomanBinary.Result {
    try await fixture.binaryWithoutModels.start(["translate"] + arguments, input: input).finish()
  }

  @Test func missingFile() async throws {
    let result = try await run("notes/minutes.txt")
    #expect(result.status == 66)
    #expect(result.errors.contains("notes/minutes.txt") && result.errors.contains("next:"))
    #expect(result.output.isEmpty)
  }

  @Test func invalidText() async throws {
    let cases: [(Data, String)] = [
      (Data("会议".utf8) + Data([0xFF, 0x41]), "byte 6"), (Data("abc\u{0}def".utf8), "byte 3"),
      (Data([0xED, 0xA0, 0x80]), "byte 0"), (Data("好".utf8).prefix(2), "byte 0"),
      (Data([0x7F, 0x45, 0x4C, 0x46, 0]), "byte 4"),
      (Data([0xFF, 0xFE, 0x41]), "byte 0"),
    ]
    for (data, place) in cases {
      let file = try await run("--from", "zh", try fixture.write(data, "a.txt"))
      #expect(file.status == 65 && file.errors.contains(place), "\(file.errors)")
      #expect(file.errors.contains("next:"))
      let input = try await run("--from", "zh", input: data)
      #expect(input.status == 65 && input.errors.contains("standard input, \(place)"), "\(input.errors)")
    }
  }

  @Test func noModel() async throws {
    let result = try await run("--from", "zh", "会议开始了。")
    #expect(result.status == 66, "\(result.errors)")
    #expect(result.errors.contains("dragoman models"))
  }

  @Test(arguments: [["--from", "klingonisch"], ["--to", ""], ["--to", "q"]])
  func unknownLanguage(options: [String]) async throws {
    let result = try await fixture.binaryWithoutModels.start(["translate", "会议开始了。"] + options).finish()
    #expect(result.status == 64, "\(result.errors)")
  }

  @Test(arguments: [
    ["--beam-size", "0"], ["--beam-size", "x"], ["--alternatives", "5"], ["--threads", "0"],
    ["--compute", "int3"],
    ["--length-penalty=-1"], ["--length-penalty", "nan"], ["--maximum-length", "0"], ["--no-such-option"],
    ["--no-repeat-ngram-size=-1"], ["--output"], ["--model", "/"],
  ])
  func badOptions(options: [String]) async throws {
    let result = try await fixture.binaryWithoutModels.start(["translate", "谢谢。"] + options).finish()
    #expect(result.status == 64, "\(options): \(result.errors)")
    #expect(result.output.isEmpty && !result.errors.isEmpty)
  }

  @Test func aFolderIsNoText() async throws {
    let result = try await run(fixture.folder.path)
    #expect(result.status == 65 && result.errors.contains("is a folder"), "\(result.errors)")
    #expect(result.errors.contains("next:"))
  }

  @Test func severalInputsNeedAFolder() async throws {
    let file = try fixture.write("x", "a.txt")
    let result = try await run(file, file, "--output", file)
    #expect(result.status == 74 && result.errors.contains("folder"))
    #expect(try fixture.read("a.txt") == "x")
  }

  @Test func everyCommandHasHelp() async throws {
    for command in [
      [], ["translate"], ["languages"], ["models"], ["models", "list"], ["models", "install"],
      ["models", "info"],
      ["models", "verify"], ["models", "remove"],
    ] {
      let result = try await fixture.binaryWithoutModels.start(command + ["--help"]).finish()
      #expect(
        result.status == 0 && result.output.contains("OVERVIEW") && result.output.contains("USAGE"),
        "\(command)")
    }
    #expect(try await run("--help").output.contains("EXIT CODES"))
  }

  @Test func versionAndCompletions() async throws {
    let version = try await fixture.binaryWithoutModels.run("--version")
    #expect(version.status == 0 && version.output.contains(/[0-9]+\.[0-9]+/))
    for shell in ["bash", "zsh", "fish"] {
      let script = try await fixture.binaryWithoutModels.run("--generate-completion-script", shell)
      #expect(script.status == 0 && script.output.contains("dragoman") && script.output.contains("beam-size"))
    }
  }
}
