import Foundation
import Testing
import Tokenization

/// The tokenizer and the SentencePiece library cut the same pieces at the same places.
struct AgreementTests {
  static let models = ["tiny", "bytes", "symbols", "pairs"]

  @Test(arguments: models, ModelVariant.all)
  func randomTexts(model: String, variant: ModelVariant) throws {
    let pair = try Pair(variant.applied(to: TestModels.data(model)))
    var random = RandomText(seed: UInt64(model.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
    var refused = 0
    for _ in 0..<1000 where try !pair.check(random.bytes(parts: 12)) { refused += 1 }
    #expect(refused == 0 || (refused < 700 && model == "pairs" && variant.name == "more symbols"))
  }

  @Test(arguments: models)
  func longTexts(model: String) throws {
    let pair = try Pair(TestModels.data(model))
    var random = RandomText(seed: 5)
    for parts in [300, 1000, 3000] {
      var text = random.bytes(parts: parts)
      try pair.check(text)
      text.removeAll { $0 == 0x20 }
      try pair.check(text)
      text.removeAll { $0 < 0x80 }
      try pair.check(text)
    }
    for unit in ["x", "ζ", "会", "🙂", "\u{2581}", "e\u{301}", "ab", "abc", "ζψζ", "\0", " "] {
      try pair.check(Array(String(repeating: unit, count: 3000).utf8))
    }
  }

  @Test(arguments: models)
  func shortTexts(model: String) throws {
    let pair = try Pair(TestModels.data(model))
    for first in UInt8.min...UInt8.max {
      try pair.check([first])
      for second: UInt8 in [0, 0x20, 0x41, 0x81, 0xBF, 0xE2, 0xFF] { try pair.check([first, second, 0x61]) }
    }
    let singles = (0..<0x3100 as Range<UInt32>).compactMap(Unicode.Scalar.init)
    for scalar in singles { try pair.check(Array(String(Character(scalar)).utf8)) }
  }

  /// Real models, `$DRAGOMAN_SENTENCEPIECE`: files with a colon between them.
  static let realModels =
    ProcessInfo.processInfo.environment["DRAGOMAN_SENTENCEPIECE"]?
    .split(separator: ":").map(String.init) ?? []

  /// Real texts, `$DRAGOMAN_QUALITY`: a folder of `flores-dev.*`, a sentence a line.
  static let realTexts: [URL] =
    ProcessInfo.processInfo.environment["DRAGOMAN_QUALITY"].flatMap {
      try? FileManager.default.contentsOfDirectory(
        at: URL(fileURLWithPath: $0), includingPropertiesForKeys: nil)
    }?.filter { $0.lastPathComponent.hasPrefix("flores-dev.") } ?? []

  @Test(.enabled(if: !realModels.isEmpty), arguments: realModels)
  func realModelsOnRealAndRandomTexts(file: String) throws {
    let pair = try Pair(Data(contentsOf: URL(fileURLWithPath: file)))
    for text in Self.realTexts {
      let data = try Data(contentsOf: text)
      for line in data.split(separator: UInt8(ascii: "\n")) { try pair.check(Array(line)) }
      try pair.check(Array(data.prefix(100_000)))
    }
    var random = RandomText(seed: 11)
    for _ in 0..<10_000 { try pair.check(random.bytes(parts: 14)) }
    for scalar in (0..<0x30000 as Range<UInt32>).compactMap(Unicode.Scalar.init) {
      try pair.check(Array("a\(Character(scalar))\u{301}".utf8))
    }
  }
}

/// A model as the library and as the tokenizer see it; the vocabulary is the model's pieces in their order.
private struct Pair {
  let library: LibraryModel
  let tokenizer: ModelTokenizer
  let unknown: Int32

  init(_ data: Data) throws {
    library = try LibraryModel(data)
    let model = try SentencePieceModel(data: data, name: "model")
    let pieces = (0..<Int32(model.pieceCount)).compactMap { model.piece($0) }
    unknown = model.unknownID
    let vocabulary = Vocabulary(tokens: pieces, unknownToken: pieces[Int(unknown)])
    let compiled = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model)
    tokenizer = try ModelTokenizer(compiled: compiled.compiled, name: "compiled")
  }

  /// - Returns: false for a text that the library refuses, as it does with BPE models that have a control
  ///   piece of one character.
  @discardableResult
  func check(_ text: [UInt8]) throws -> Bool {
    guard var theirs = try? library.encode(text) else { return false }
    let ours = text.withUnsafeBytes { tokenizer.encode(bytes: $0) }
    for index in theirs.indices where theirs[index].id == unknown {
      theirs[index].id = tokenizer.source.id(of: theirs[index].text)
    }
    let mine = zip(ours.ids, zip(ours.pieces, ours.ranges)).map {
      LibraryModel.Piece(id: $0, text: $1.0, range: $1.1)
    }
    guard mine == theirs else {
      let place = zip(mine, theirs).prefix { $0 == $1 }.count
      Issue.record(
        """
        \(String(decoding: text.prefix(200), as: UTF8.self).debugDescription), \(text.count) bytes
        ours at \(place): \(mine.dropFirst(place).prefix(6))
        theirs: \(theirs.dropFirst(place).prefix(6))
        """)
      throw LibraryModel.Refusal(reason: "the pieces differ")
    }
    return true
  }
}
