import Foundation
import Inference
import ModelFormats
import Testing

/// A tiny model of `Resources/HuggingFace` and what transformers computes of it; see
/// Tests/Reference/make_tiny_huggingface.py.
struct HuggingFaceFixture {
  struct Case: Decodable {
    var text: String
    var from: String
    var to: String?
    /// As the encoder reads it.
    var source: [Int32]
    var forcedPrefix: [Int32]
    /// Greedy, without the end mark.
    var ids: [Int32]
    /// Log-probabilities of the tokens after the prefix, and of the end mark where it was reached.
    var tokenScores: [Float]
    /// Target ids after the prefix, and the log-probability of every token after them; nil for what is kept
    /// out.
    var given: [Int32]
    var next: [Float?]
  }

  private struct Expected: Decodable {
    var cases: [Case]
  }

  static let names = [
    "marian-safetensors", "marian-torch", "marian-legacy", "marian-multilingual", "marian-separate", "m2m100",
    "nllb", "nllb-listed",
  ]
  /// The target tokens, prefix included, after which the reference stopped.
  static let maximumLength = 16

  let folder: URL

  init(_ name: String) {
    folder = Bundle.module.bundleURL.appendingPathComponent("Resources/HuggingFace/\(name)")
  }

  func cases() throws -> [Case] {
    try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appendingPathComponent("expected.json"))
    ).cases
  }

  func data(_ file: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(file)) }

  /// Runs `body` with a copy of the folder that may be changed, and is removed afterwards.
  func withCopy<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let copy = FileManager.default.temporaryDirectory.appendingPathComponent("dragoman-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: folder, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    return try body(copy)
  }

  /// The error with which the folder is refused after `change`.
  func refusal(_ change: (URL) throws -> Void) throws -> ModelFormatError {
    try withCopy { copy in
      try change(copy)
      return try #require(throws: ModelFormatError.self) { try ModelLoader.load(folder: copy) }
    }
  }

  /// The error with which the folder is refused once fields of `config.json` are other ones; nil removes one.
  func refusal(configuration changes: [String: Any?]) throws -> ModelFormatError {
    try refusal { copy in
      try Self.edit(copy.appendingPathComponent("config.json")) { values in
        for (key, value) in changes { values[key] = value }
      }
      try? FileManager.default.removeItem(at: copy.appendingPathComponent("generation_config.json"))
    }
  }

  static func edit(_ file: URL, _ change: (inout [String: Any]) -> Void) throws {
    var values = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    change(&values)
    try JSONSerialization.data(withJSONObject: values).write(to: file)
  }
}
