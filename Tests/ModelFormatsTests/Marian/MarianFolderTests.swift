import Foundation
import Inference
import ModelFormats
import Testing
import Tokenization

struct MarianFolderTests {
  private static let vocabulary = TinyMarianModel.tokens.enumerated().map { "\($1): \($0)\n" }.joined()

  private func write(_ text: String, _ name: String, in folder: URL) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  @Test(arguments: ["model.npz", "model.bin", "any.alphas.bin"])
  func foldersWithoutSettings(name: String) throws {
    try TinyModel.withFolder { folder in
      let writer = TinyMarianModel().writer
      let data = name.hasSuffix(".npz") ? writer.archive : writer.binary
      try data.write(to: folder.appendingPathComponent(name))
      #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains("no vocabulary") }
      try write(Self.vocabulary, "vocab.yml", in: folder)
      let shortlist = MarianShortlistTests.file(offsets: [0, 0, 1, 2, 3, 3])
      try shortlist.write(to: folder.appendingPathComponent("lex.s2t.bin"))
      let model = try ModelLoader.load(folder: folder)
      #expect(model.format.container == .marian)
      #expect(model.tokens == SpecialTokens(start: 0, end: 0, unknown: 1, sourceEnd: 0, suppressed: [1]))
      #expect(model.shortlist?.sharesVocabulary == true)
      #expect(model.shortlist?.targets == [3, 4, 2])
      #expect(model.languageMarking == nil)
      let encoded = model.tokenizer.encode("a c q")
      #expect(model.framedSource(encoded.ids) == [2, 4, 1, 0])
      #expect(model.tokenizer.decode([3, 2, 0]) == "b a")
    }
  }

  @Test func settingsNameTheParts() throws {
    try TinyModel.withFolder { folder in
      try TinyMarianModel().writer.archive.write(to: folder.appendingPathComponent("best.npz"))
      try TinyMarianModel(preNorm: true).writer.binary.write(to: folder.appendingPathComponent("other.bin"))
      let marked = Self.vocabulary.replacing("c: 4", with: "\">>deu<<\": 4")
      try write(marked, "both.vocab.yml", in: folder)
      #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains("best.npz, other.bin") }
      let settings =
        "relative-paths: true\nmodels:\n  - best.npz\nvocabs:\n  - both.vocab.yml\n  - both.vocab.yml\n"
      try write(settings, "decoder.yml", in: folder)
      let model = try ModelLoader.load(folder: folder)
      #expect(!model.configuration.encoder.preNorm)
      #expect(model.languageMarking == .targetBeforeSource(["deu": 4]))
      for (old, new, message) in [
        ("best.npz", "../best.npz", "out of the folder"), ("best.npz", "/etc/best.npz", "out of the folder"),
        ("best.npz", "absent.npz", "absent.npz"), ("best.npz", "both.vocab.yml", "neither .npz nor .bin"),
        ("  - best.npz", "  - best.npz\n  - other.bin", "ensembles"),
        ("vocabs:", "vocabs:\n  - both.vocab.yml", "several sources"),
        ("relative", "shortlist:\n  - ../lex.bin\nrelative", "out of the folder"),
      ] {
        try write(settings.replacing(old, with: new), "decoder.yml", in: folder)
        #expect { try ModelLoader.load(folder: folder) } throws: {
          $0 is ModelFormatError && "\($0)".contains(message)
        }
      }
    }
  }

  @Test func configurationsBesideTheModel() throws {
    try TinyModel.withFolder { folder in
      let tiny = TinyMarianModel()
      var writer = tiny.writer
      writer.remove("special:model.yml")
      try writer.archive.write(to: folder.appendingPathComponent("model.npz"))
      try write(Self.vocabulary, "vocab.yml", in: folder)
      #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains("special:model.yml") }
      try write(tiny.configuration, "model.npz.yml", in: folder)
      #expect(try ModelLoader.load(folder: folder).configuration.modelDimension == 4)
    }
  }

  @Test func vocabulariesThatDoNotFit() throws {
    try TinyModel.withFolder { folder in
      try TinyMarianModel().writer.archive.write(to: folder.appendingPathComponent("model.npz"))
      for (text, message) in [
        (Self.vocabulary + "d: 5\n", "6 tokens"), ("<unk>: 0\n", "</s>"), ("</s>: 0\n", "<unk>"),
        ("", "0 tokens"),
      ] {
        try write(text, "vocab.yml", in: folder)
        #expect { try ModelLoader.load(folder: folder) } throws: { "\($0)".contains(message) }
      }
      // Rows that only pad are never written.
      try write("</s>: 0\n<unk>: 1\na: 2\n", "vocab.yml", in: folder)
      #expect(try ModelLoader.load(folder: folder).tokens.suppressed == [1, 3, 4])
    }
  }

  /// Both formats call a file `model.bin`.
  @Test func notMistakenForCTranslate2() throws {
    try TinyModel.withFolder { folder in
      for version in UInt32(1)...6 {
        var tiny = TinyModel(version: max(2, version))
        tiny.version = version
        try tiny.write(to: folder)
        #expect((try? ModelLoader.load(folder: folder).format.container) != .marian)
      }
      try TinyMarianModel().writer.binary.write(to: folder.appendingPathComponent("model.bin"))
      try write(Self.vocabulary, "vocab.yml", in: folder)
      #expect(try ModelLoader.load(folder: folder).format.container == .marian)
    }
  }
}
