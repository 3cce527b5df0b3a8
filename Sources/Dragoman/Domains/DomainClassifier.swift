import Foundation
import Tokenization

/// Tells what a text is about by its pieces: naive Bayes over a SentencePiece vocabulary of its own. The model and the
/// rule are described in `Models/domains`.
public struct DomainClassifier: Sendable {
  public struct Guess: Sendable, Equatable {
    public var domain: Domain
    /// 0...1; those of all domains add up to 1.
    public var confidence: Double
  }

  /// Longer texts are told by their beginning.
  private static let longestText = 200_000

  private let tokenizer: ModelTokenizer
  private let classes: [Domain]
  /// 100 ln p
  private let prior: [Double]
  private let temperature: Double
  private let alpha: Double
  /// By piece and class: 100 ln (p(piece | class) / p(piece)).
  private let weights: [Int32: [Int16]]

  /// - Parameters:
  ///   - pieces: a SentencePiece model.
  ///   - weights: a table, as the card says.
  package init(pieces: Data, weights table: Data) throws(DomainError) {
    do {
      let model = try SentencePieceModel(data: pieces, name: "pieces.model")
      let tokens = (0..<Int32(clamping: model.pieceCount)).map { model.piece($0) ?? "" }
      let vocabulary = Vocabulary(tokens: tokens, unknownToken: model.piece(model.unknownID) ?? "<unk>")
      tokenizer = ModelTokenizer(source: vocabulary, target: vocabulary, sentencePiece: model)
    } catch {
      throw .damaged(file: "pieces.model", line: nil, reason: "\(error)")
    }
    var classes: [Domain] = []
    var (prior, temperature, alpha): ([Double], Double?, Double?) = ([], nil, nil)
    var weights: [Int32: [Int16]] = [:]
    for (number, line) in String(decoding: table, as: UTF8.self).split(separator: "\n").enumerated()
    where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let values = cells.dropFirst()
      switch cells[0] {
      case "classes": classes = values.compactMap { Domain(rawValue: String($0)) }
      case "prior": prior = values.compactMap { Double($0) }
      case "temperature": temperature = values.first.flatMap { Double($0) }
      case "alpha": alpha = values.first.flatMap { Double($0) }
      default:
        let row = values.compactMap { Int16($0) }
        guard let piece = Int32(cells[0]), row.count == classes.count, row.count == values.count else {
          throw .damaged(
            file: "weights.tsv", line: number + 1, reason: "is no piece with a number for each class")
        }
        weights[piece] = row
      }
    }
    guard !classes.isEmpty, Set(classes).count == classes.count, prior.count == classes.count,
      let temperature, temperature > 0, let alpha, alpha.isFinite, prior.allSatisfy(\.isFinite)
    else {
      throw .damaged(file: "weights.tsv", line: nil, reason: "lacks its classes, prior, temperature or alpha")
    }
    (self.classes, self.prior, self.temperature, self.alpha) = (classes, prior, temperature, alpha)
    self.weights = weights
  }

  /// All domains, the likeliest first. A text without pieces is as likely any as it is beforehand.
  public func classify(_ text: String) -> [Guess] {
    let ids = tokenizer.encode(String(text.prefix(Self.longestText))).ids
    var counts: [Int32: Int] = [:]
    for id in ids where id != tokenizer.source.unknownID { counts[id, default: 0] += 1 }
    var sums = prior
    // In one order, so that sums are the same to the last bit.
    for (id, count) in counts.sorted(by: { $0.key < $1.key }) {
      guard let row = weights[id] else { continue }
      let weight = 1 + log(Double(count))
      for index in sums.indices { sums[index] += weight * Double(row[index]) }
    }
    let scale = 1 / (100 * temperature * pow(Double(max(ids.count, 1)), alpha))
    let most = sums.max() ?? 0
    let powers = sums.map { exp(($0 - most) * scale) }
    let total = powers.reduce(0, +)
    return zip(classes, powers).map { Guess(domain: $0, confidence: $1 / total) }
      .enumerated().sorted { ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset) }
      .map(\.element)
  }
}
