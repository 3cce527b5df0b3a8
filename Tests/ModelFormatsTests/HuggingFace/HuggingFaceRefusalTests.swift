import Foundation
import Inference
import ModelFormats
import Testing
import Tokenization

/// Folders that are incomplete, contradict themselves or ask for what cannot be run: each error says where.
struct HuggingFaceRefusalTests {
  @Test(arguments: [
    ("model_type", "bart", ModelFormatError.Kind.unsupported), ("model_type", "nllb-moe", .unsupported),
    ("activation_function", "tanh", .unsupported), ("d_model", "16", .invalid), ("vocab_size", "x", .invalid),
  ])
  func wordsThatAreWrong(key: String, value: String, kind: ModelFormatError.Kind) throws {
    let error = try HuggingFaceFixture("marian-safetensors").refusal(configuration: [key: value])
    #expect(error.field == key && error.kind == kind && error.file.hasSuffix("config.json"))
  }

  @Test(arguments: [
    ("d_model", 17, ModelFormatError.Kind.unsupported), ("d_model", 0, .invalid),
    ("d_model", 1 << 40, .invalid),
    ("encoder_layers", 0, .invalid), ("encoder_layers", 100_000, .invalid), ("decoder_ffn_dim", -1, .invalid),
    ("decoder_attention_heads", 3, .invalid), ("vocab_size", -5, .invalid),
    ("pad_token_id", 10_000, .invalid),
    ("eos_token_id", -1, .invalid), ("decoder_start_token_id", 500, .invalid),
  ])
  func numbersThatAreWrong(key: String, value: Int, kind: ModelFormatError.Kind) throws {
    let error = try HuggingFaceFixture("marian-safetensors").refusal(configuration: [key: value])
    #expect(error.field == key && error.kind == kind)
  }

  @Test(arguments: [
    ("normalize_before", true), ("normalize_embedding", true), ("add_final_layer_norm", true),
    ("is_encoder_decoder", false), ("static_position_embeddings", false),
  ])
  func switchesOfOtherModels(key: String, value: Bool) throws {
    let error = try HuggingFaceFixture("marian-safetensors").refusal(configuration: [key: value])
    #expect(error.field == key && error.kind == .unsupported)
  }

  @Test(arguments: [
    "model_type", "d_model", "encoder_layers", "decoder_attention_heads", "vocab_size", "pad_token_id",
  ])
  func fieldsThatAreNeeded(key: String) throws {
    let error = try HuggingFaceFixture("marian-safetensors").refusal(configuration: [key: nil])
    #expect(error.field == key && error.kind == .missing)
  }

  @Test func tokensKeptOut() throws {
    let fixture = HuggingFaceFixture("marian-safetensors")
    let error = try fixture.refusal(configuration: ["bad_words_ids": [[3, 4]]])
    #expect(error.field == "bad_words_ids" && error.kind == .unsupported)
    let settings = try JSONSerialization.data(withJSONObject: ["bad_words_ids": [[9]], "eos_token_id": [5]])
    let read = try HuggingFaceConfiguration(
      json: fixture.data("config.json"), file: "config.json", generation: settings)
    #expect(read.suppressedTokens == [read.padToken, 9])
    #expect(read.endToken == 5)
  }

  @Test func whatWeightsLackOrHaveTooMuch() throws {
    let fixture = HuggingFaceFixture("marian-safetensors")
    let more = try fixture.refusal(configuration: ["encoder_layers": 3])
    #expect(more.field?.hasPrefix("model.encoder.layers.2.") == true && more.kind == .missing)
    let fewer = try fixture.refusal(configuration: ["decoder_layers": 1])
    #expect(fewer.field?.hasPrefix("model.decoder.layers.1.") == true && fewer.kind == .unsupported)
    let narrow = try fixture.refusal(configuration: ["encoder_ffn_dim": 20])
    #expect(narrow.field == "model.encoder.layers.0.fc1.weight" && narrow.offset != nil)
    let tied = try fixture.refusal(configuration: ["tie_word_embeddings": false])
    #expect(tied.field == "lm_head.weight")
    let separate = try fixture.refusal(configuration: ["share_encoder_decoder_embeddings": false])
    #expect(separate.kind == .missing || separate.kind == .unsupported)
    let multilingual = try HuggingFaceFixture("m2m100").refusal(configuration: ["vocab_size": 188])
    #expect(multilingual.field == "model.shared.weight")
  }

  @Test(arguments: [
    ("marian-safetensors", "config.json"), ("marian-safetensors", "vocab.json"),
    ("marian-safetensors", "source.spm"),
    ("m2m100", "sentencepiece.bpe.model"), ("m2m100", "model-00002-of-00003.safetensors"),
  ])
  func filesThatAreNeeded(name: String, file: String) throws {
    let error = try HuggingFaceFixture(name).refusal { folder in
      try FileManager.default.removeItem(at: folder.appendingPathComponent(file))
    }
    #expect(error.file.hasSuffix(file))
  }

  @Test(arguments: [
    (#"{"a": 0, "b": 0}"#, "has the id 0"), (#"{"a": -1}"#, "has the id -1"),
    (#"{"a": 1e3}"#, "whole number"),
    (#"{"a": 99999999999999999999}"#, "64 bits"), (#"{"a"}"#, "a colon"),
    (#"{"</s>": 0, "<unk>": 1}"#, "no token has it"),
    ("[]", "an object"), (#"{"a": 0} x"#, "something follows"), (#"{"a": 0"#, "a comma or the end"),
  ])
  func vocabulariesThatAreWrong(content: String, reason: String) throws {
    let error = try HuggingFaceFixture("marian-safetensors").refusal { folder in
      try Data(content.utf8).write(to: folder.appendingPathComponent("vocab.json"))
    }
    #expect(
      error.file.hasSuffix("vocab.json") && error.reason.contains(reason) && error.field != nil, "\(error)")
  }

  @Test(arguments: [
    #"{"weight_map": {"a": "../model-00001-of-00003.safetensors"}}"#, #"{"weight_map": {"a": "/etc/hosts"}}"#,
    #"{"weight_map": {}}"#, "{", #"{"weight_map": {"a": 3}}"#,
    #"{"weight_map": {"a": "model-00001-of-00003.safetensors"}}"#,
  ])
  func indexesThatAreWrong(content: String) throws {
    let error = try HuggingFaceFixture("m2m100").refusal { folder in
      try Data(content.utf8).write(to: folder.appendingPathComponent("model.safetensors.index.json"))
    }
    #expect(error.file.contains("safetensors"))
  }

  @Test func languagesFromOlderFiles() throws {
    let fixture = HuggingFaceFixture("nllb-listed")
    try fixture.withCopy { folder in
      let listed = try ModelLoader.load(folder: folder).languageMarking
      try FileManager.default.removeItem(at: folder.appendingPathComponent("special_tokens_map.json"))
      // Then the full list of NLLB is meant, which this small model has no rows for.
      #expect(throws: ModelFormatError.self) { try ModelLoader.load(folder: folder) }
      guard case .sourceAndForcedTarget(let codes) = try #require(listed) else { return }
      let added = Dictionary(uniqueKeysWithValues: codes.map { ($0.key, Int($0.value)) })
      try JSONSerialization.data(withJSONObject: added).write(
        to: folder.appendingPathComponent("added_tokens.json"))
      #expect(try ModelLoader.load(folder: folder).languageMarking == listed)
      let decoder = Dictionary(uniqueKeysWithValues: codes.map { ("\($0.value)", ["content": $0.key]) })
      try FileManager.default.removeItem(at: folder.appendingPathComponent("added_tokens.json"))
      try JSONSerialization.data(withJSONObject: ["added_tokens_decoder": decoder])
        .write(to: folder.appendingPathComponent("tokenizer_config.json"))
      #expect(try ModelLoader.load(folder: folder).languageMarking == listed)
    }
  }
}
