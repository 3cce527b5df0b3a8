import Foundation
import Inference
import ModelFormats
import Synchronization
import Tokenization

/// A model ready to translate: weights packed, workers waiting, text and ids at hand.
final class LoadedModel: Sendable {
  let id: String
  let tokenizer: ModelTokenizer
  let marks: SourceMarks
  let engine: InferenceEngine
  /// Whether the model is taught what `HintedText` writes.
  let takesHints: Bool
  private let words = Mutex<[LanguageTag: WordTokens]>([:])
  private let spellings = Mutex<[String: [[Int32]]]>([:])
  private static let mostSpellings = 20_000

  /// Reads and packs the model in `folder`; the files are let go afterwards.
  init(id: String, folder: URL, computeType: ComputeType, threadCount: Int) throws {
    var files = try ModelLoader.load(folder: folder)
    files.settleAlignment(heads: MeasuredAlignment.heads(of: id))
    self.id = id
    tokenizer = files.tokenizer
    marks = files.marks
    let hintMarks = [HintedText.marks.opening, HintedText.marks.between, HintedText.marks.closing]
    takesHints = hintMarks.allSatisfy { files.tokenizer.source.find($0) != nil }
    let model = try TransformerModel(
      configuration: files.configuration, parameters: files.parameters, tokens: files.tokens,
      shortlist: files.shortlist, computeType: computeType)
    engine = try InferenceEngine(model: model, threadCount: threadCount)
  }

  /// Source ids of `text` between the model's special tokens, and where each piece stood.
  /// - Throws: `LanguageMarkingError` for a language that the model does not know.
  func encode(_ text: String, for pair: LanguagePair) throws -> EncodedSource {
    let encoded = tokenizer.encode(text)
    let ids = try marks.framed(encoded.ids, from: pair.from.code, to: pair.to.code)
    let behind = marks.tokens.sourceEnd == nil ? 0 : 1
    return EncodedSource(
      ids: ids, firstPiece: ids.count - encoded.ids.count - behind, ranges: encoded.ranges)
  }

  /// Source ids of `text` with what its terms are to be called.
  func encode(
    _ text: String, hints: [(range: Range<Int>, target: String)], for pair: LanguagePair
  ) throws -> EncodedSource {
    guard !hints.isEmpty else { return try encode(text, for: pair) }
    let hinted = HintedText(text, hints)
    var source = try encode(hinted.text, for: pair)
    source.ranges = source.ranges.map(hinted.original)
    return source
  }

  /// The tokens with which every translation into the pair's target begins; they are no part of its text.
  func forcedPrefix(for pair: LanguagePair) throws -> [Int32] {
    try marks.forcedPrefix(to: pair.to.code)
  }

  /// `text` in target ids, as far as the model can write it.
  func draft(_ text: String) -> [Int32] {
    let vocabulary = engine.model.targetVocabularySize
    return Array(tokenizer.encodeTarget(text).ids.prefix { $0 >= 0 && Int($0) < vocabulary })
  }

  /// A term's form in target ids, behind a space and behind none; empty where the model cannot write it.
  func spellings(of form: String) -> [[Int32]] {
    if let known = spellings.withLock({ $0[form] }) { return known }
    let written = [true, false].map { tokenizer.encodeTarget(form, isBehindSpace: $0).ids }.filter { ids in
      !ids.isEmpty && !ids.contains(tokenizer.target.unknownID)
        && ids.allSatisfy { Int($0) < engine.model.targetVocabularySize }
    }
    let made = written.count == 2 && written[0] == written[1] ? [written[0]] : written
    spellings.withLock { spellings in
      if spellings.count >= Self.mostSpellings { spellings.removeAll() }
      spellings[form] = made
    }
    return made
  }

  /// What the target's tokens are as words of a language.
  func words(of language: LanguageTag) -> WordTokens {
    if let known = words.withLock({ $0[language] }) { return known }
    let (light, articles) = (LightWords.of(language), Articles.words(of: language))
    let (isSpaced, endings) = (language.isSpaced, WordForms(language).endings)
    var result = WordTokens()
    for id in 0..<Int32(tokenizer.target.count) {
      let text = tokenizer.decode([id])
      let word = text.lowercased()
      if word == "'" || word == "\u{2019}" { result.apostrophes.insert(id) }
      guard let first = text.unicodeScalars.first(where: { $0.isLetter || $0.isDigit }) else {
        result.light.insert(id)
        result.marks.insert(id)
        continue
      }
      let isBeginning = tokenizer.target.token(id)?.hasPrefix("\u{2581}") ?? true
      if isSpaced, !isBeginning, text.unicodeScalars.first == first {
        result.continuations.insert(id)
        if let endings, !endings.contains(word) { result.otherWords.insert(id) }
      } else {
        // An ending behind a space is none.
        if word.count == 1, endings?.contains(word) == true { result.otherWords.insert(id) }
        if light.contains(word) { result.light.insert(id) }
        if articles.contains(word) { result.articles.insert(id) }
      }
    }
    let made = result
    words.withLock { $0[language] = made }
    return made
  }

  /// Tokens that `text` takes, special ones not counted.
  func tokenCount(of text: String) -> Int {
    tokenizer.encode(text).ids.count
  }
}

/// A source sentence in ids.
struct EncodedSource: Sendable {
  /// With special tokens.
  var ids: [Int32]
  /// The position in `ids` of the first piece.
  var firstPiece: Int
  /// UTF-8 byte ranges of the pieces in the text.
  var ranges: [Range<Int>]

  /// The position in `ids` of the piece that covers byte `offset` of the text.
  func position(ofByte offset: Int) -> Int? {
    ranges.firstIndex { $0.contains(offset) }.map { $0 + firstPiece }
  }

  /// The positions in `ids` of the pieces that cover some of these bytes; nil where none does.
  func positions(of bytes: Range<Int>) -> Range<Int>? {
    let pieces = ranges.indices.filter { ranges[$0].overlaps(bytes) }
    guard let first = pieces.first, let last = pieces.last else { return nil }
    return first + firstPiece..<last + 1 + firstPiece
  }
}
