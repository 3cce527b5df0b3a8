import Dragoman
import Foundation
import Testing

@Suite struct DomainClassifierTests {
  private static let models = URL(fileURLWithPath: #filePath).appending(path: "../../../../Models")
    .standardizedFileURL

  private static func lines(_ name: String) throws -> [[String]] {
    let url = models.appending(path: "training/domains/\(name)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
  }

  @Test func confidencesAreThoseOfTheRecipe() throws {
    let classifier = try DomainClassifier()
    for line in try Self.lines("expected.tsv") {
      let numbers = line.dropFirst().compactMap { Double($0) }
      let text = line[0].replacing("\\n", with: "\n")
      let found = classifier.classify(text)
      let wanted = Domain.allCases.enumerated().map { index, domain in (domain, numbers[index]) }
      for (domain, confidence) in wanted {
        let own = found.first { $0.domain == domain }?.confidence ?? -1
        #expect(abs(own - confidence) < 2e-4, "\(domain) \(own) \(confidence): \(text.prefix(40))")
      }
    }
  }

  /// Texts on subjects that the training did not have.
  @Test(arguments: [("en", 0.8), ("zh", 0.85)]) func newTextsAreTold(language: String, least: Double) throws {
    let classifier = try DomainClassifier()
    let texts = try Self.lines("held-out-2.tsv").filter { $0.count == 3 && $0[1] == language }
    let right = texts.count { classifier.classify($0[2]).first?.domain.rawValue == $0[0] }
    #expect(Double(right) >= least * Double(texts.count), "\(right) of \(texts.count)")
    #expect(!texts.isEmpty)
  }

  @Test func anythingIsTold() throws {
    let classifier = try DomainClassifier()
    for text in ["", " \n", "😀", "12345", String(repeating: "a", count: 300_000)] {
      let found = classifier.classify(text)
      #expect(found.count == Domain.allCases.count)
      #expect(
        abs(found.reduce(0) { $0 + $1.confidence } - 1) < 1e-9 && found.allSatisfy { $0.confidence.isFinite })
    }
  }

  @Test func damagedFilesAreRefused() throws {
    let pieces = try Data(contentsOf: Self.models.appending(path: "domains/pieces.model"))
    for table in [
      "", "classes\tA\tB\nprior\t-1\n", "classes\tA\tB\nprior\t-1\t-1\ntemperature\t1\nalpha\t0\n5\t1\n",
    ] {
      #expect(throws: DomainError.self) { try DomainClassifier(pieces: pieces, weights: Data(table.utf8)) }
    }
    #expect(throws: DomainError.self) { try DomainClassifier(pieces: Data("x".utf8), weights: Data()) }
  }
}
