import Foundation
import FuzzDriver

@testable import Tokenization

@_cdecl("TokenizationFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  compileSeeds()
  return fuzz(count, arguments) { fuzzTokenization($0, $1) }
}

/// Whatever the bytes, as a SentencePiece model or as a compiled tokenizer they end in a
/// tokenizer that works on any text or in a `TokenizationError`.
private func fuzzTokenization(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    let tokenizer =
      data.starts(with: "DTok".utf8)
      ? try ModelTokenizer(compiled: data, name: "fuzz")
      : try compiled(SentencePieceModel(data: data, name: "fuzz"))
    let words = "the ferry  X1 <<x>> \u{FF21}e\u{301}abc 园里\u{3000}🙂 \0 \u{2581}Wasser ".utf8
    for text in [Array(words), Array(data.suffix(60)) + words] {
      let encoded = text.withUnsafeBytes { tokenizer.encode(bytes: $0) }
      precondition(encoded.ids.allSatisfy { (0..<Int32(tokenizer.source.count)).contains($0) })
      precondition(encoded.ranges.allSatisfy { $0.upperBound <= text.count })
      precondition(encoded.pieces.count == encoded.ids.count)
      _ = tokenizer.decode(encoded.ids + [-1, 3, .max])
    }
  } catch is TokenizationError {
    return 0
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}

/// Compiles the models among the seeds in `$DRAGOMAN_FUZZ_SEEDS`: seeds of the other kind.
private func compileSeeds() {
  guard let path = ProcessInfo.processInfo.environment["DRAGOMAN_FUZZ_SEEDS"] else { return }
  let folder = URL(fileURLWithPath: path)
  let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  for file in files ?? [] where file.pathExtension == "model" {
    let model = try? SentencePieceModel(contentsOf: file)
    try? model.map(compiled)?.compiled.write(to: file.appendingPathExtension("compiled"))
  }
}

private func compiled(_ model: SentencePieceModel) -> ModelTokenizer {
  let pieces = (0..<min(40, Int32(model.pieceCount))).compactMap { model.piece($0) }
  let target = Vocabulary(tokens: ["\u{2581}the", "<0x41>", "</s>"])
  return ModelTokenizer(
    source: Vocabulary(tokens: pieces.reversed()), target: target, sentencePiece: model)
}
