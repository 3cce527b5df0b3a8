import Foundation
import FuzzDriver

@testable import WordTables

@_cdecl("TablesFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzTables($0, $1) }
}

/// Whatever the bytes, they are tables that cut a text into words and give each domain a share, or none.
private func fuzzTables(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  if let words = HanWords(data) {
    let text = Array("条约的解释应以本身的措辞为准马尔科夫".unicodeScalars.map(\.value))
    let segments = words.segment(text[...]).words
    precondition(segments.first?.lowerBound == 0 && segments.last?.upperBound == text.count)
    precondition(zip(segments, segments.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    _ = words.verdict(before: Array(text[..<3]), term: Array(text[3..<6]), after: Array(text[6...]))
  }
  do {
    let classifier = try DomainClassifier(pieces: Data(pieces), weights: data)
    let guesses = classifier.classify("The claims of the patent. 条约的解释")
    precondition(abs(guesses.reduce(0) { $0 + $1.confidence } - 1) < 1e-6)
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}

/// Bytes and no `Data`, in whose references the search for leaks does not look.
private let pieces: [UInt8] = {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let file = folder.appending(path: "../../../TokenizationTests/Resources/tiny.model")
  guard let data = try? Data(contentsOf: file) else { preconditionFailure("\(file.path) is not there") }
  return [UInt8](data)
}()
