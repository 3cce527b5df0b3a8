import Foundation
import Inference
import ModelFormats
import Testing
import Tokenization

struct ModelFolderTests {
  @Test(arguments: UInt32(2)...6, ["shared_vocabulary.json", "shared_vocabulary.txt"])
  func foldersOfEveryVersion(version: UInt32, vocabulary: String) throws {
    try TinyModel.withFolder { folder in
      try TinyModel(version: version).write(to: folder, vocabulary: vocabulary)
      let model = try ModelLoader.load(folder: folder)
      // Start and end are what config.json, or with_target_bos = false, say.
      #expect(model.tokens == SpecialTokens(start: 1, end: 1, unknown: 2, sourceEnd: 1))
      #expect(!model.needsStartToken)
      #expect(model.format.version == Int(version))
      #expect(model.configuration.encoder.layerNormEpsilon == 1e-5)
      let encoded = model.tokenizer.encode("a b q")
      #expect(encoded.ids == [3, 4, 2])
      #expect(model.framedSource(encoded.ids) == [3, 4, 2, 1])
    }
  }

  @Test func oneLevelDown() throws {
    try TinyModel.withFolder { folder in
      try TinyModel().write(to: folder.appendingPathComponent("inner"))
      #expect(try ModelLoader.load(folder: folder).name == "inner")
      try TinyModel().write(to: folder.appendingPathComponent("other"))
      #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains("inner, other") }
    }
  }

  @Test func whatIsNoModelSaysSo() throws {
    try TinyModel.withFolder { folder in
      #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains("no model here") }
      let absent = folder.appendingPathComponent("absent")
      #expect(throws: ModelFormatError.self) { try ModelLoader.load(folder: absent) }
      try TinyModel().write(to: folder.appendingPathComponent("package/model"))
      let package = folder.appendingPathComponent("package")
      #expect { try ModelLoader.load(folder: package) } throws: { "\($0)".contains("sentencepiece.model") }
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("odd/model.bin"), withIntermediateDirectories: true)
      #expect(throws: ModelFormatError.self) {
        try ModelLoader.load(folder: folder.appendingPathComponent("odd"))
      }
    }
  }

  @Test(arguments: [
    ("config.json", "{", "not JSON"), ("config.json", "[]", "not a JSON object"),
    ("config.json", #"{"eos_token": 3}"#, "eos_token"),
    ("config.json", #"{"add_source_eos": "yes"}"#, "add_source_eos"),
    ("config.json", #"{"layer_norm_epsilon": -1}"#, "layer_norm_epsilon"),
    ("config.json", #"{"quantization_type": 1}"#, "AWQ"),
    ("config.json", #"{"eos_token": "</x>"}"#, "</x>"),
    ("shared_vocabulary.json", "[]", "0 tokens"), ("shared_vocabulary.json", "{}", "an array"),
    ("shared_vocabulary.json", #"["a", 3]"#, "token 1"),
    ("shared_vocabulary.json", #"["a", "</s>"]"#, "vocabulary 3 tokens"),
    ("shared_vocabulary.json", #"["a", "b"#, "no end"),
  ])
  func brokenSideFiles(name: String, content: String, message: String) throws {
    try TinyModel.withFolder { folder in
      try TinyModel().write(to: folder)
      try Data(content.utf8).write(to: folder.appendingPathComponent(name))
      #expect {
        try ModelLoader.load(folder: folder)
      } throws: {
        $0 is ModelFormatError && "\($0)".contains(message) && "\($0)".contains(folder.lastPathComponent)
      }
    }
  }

  @Test func missingSideFiles() throws {
    for name in ["config.json", "shared_vocabulary.json"] {
      try TinyModel.withFolder { folder in
        try TinyModel().write(to: folder)
        try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        #expect { try ModelLoader.load(folder: folder) } throws: {
          ($0 as? ModelFormatError)?.kind == .missing
        }
      }
    }
  }

  @Test func startTokenFromTheCaller() throws {
    try TinyModel.withFolder { folder in
      try TinyModel().write(to: folder)
      try Data(#"{"decoder_start_token": null, "layer_norm_epsilon": 1e-6, "add_source_bos": true}"#.utf8)
        .write(to: folder.appendingPathComponent("config.json"))
      let model = try ModelLoader.load(folder: folder)
      #expect(model.needsStartToken)
      #expect(model.configuration.decoder.layerNormEpsilon == 1e-6)
      #expect(model.framedSource([3]) == [0, 3])
    }
  }

  /// As converters of Hugging Face's models write it.
  @Test func endMarkThatTheTokeniserLeftOut() throws {
    try TinyModel.withFolder { folder in
      try TinyModel().write(to: folder)
      let file = folder.appendingPathComponent("config.json")
      for (start, expected) in [("</s>", [3, 1]), ("<s>", [3])] as [(String, [Int32])] {
        try Data(#"{"decoder_start_token": "\#(start)", "add_source_eos": false}"#.utf8).write(to: file)
        #expect(try ModelLoader.load(folder: folder).framedSource([3]) == expected)
      }
    }
  }

  @Test func jsonStrings() throws {
    let json = ##"[ "a\"\\\/\b\f\n\r\t", "\u00e9\uD83D\uDE42", "\ud800x", "\ud83d\u0041", "",  "会" ]"##
    let tokens = try VocabularyFile.jsonTokens(Data(json.utf8), file: "v.json")
    let vocabulary = Vocabulary(tokens, unknownToken: "<unk>")
    let read = (0..<Int32(tokens.count)).map { vocabulary.token($0) ?? "absent" }
    #expect(read == ["a\"\\/\u{8}\u{C}\n\r\t", "é🙂", "\u{FFFD}x", "\u{FFFD}A", "", "会"])
    for bad in ["", "[", #"["a""#, #"["a",]"#, #"["\x"]"#, #"["\u12"]"#, "[\"\n\"]", "[\"a\"] x", "[nul]"] {
      #expect(throws: ModelFormatError.self, "\(bad)") {
        try VocabularyFile.jsonTokens(Data(bad.utf8), file: "v.json")
      }
    }
  }

  @Test func carriageReturns() {
    func tokens(_ text: String) -> [String?] {
      let list = VocabularyFile.textTokens(Data(text.utf8))
      let vocabulary = Vocabulary(list, unknownToken: "<unk>")
      return (0..<Int32(list.count)).map { vocabulary.token($0) }
    }
    #expect(tokens("a\r\nb\r\n") == ["a", "b"])
    #expect(tokens("a\r\nb\n") == ["a\r", "b"])
    #expect(tokens("a\n\nb") == ["a", "", "b"])
    #expect(tokens("") == [])
  }
}
