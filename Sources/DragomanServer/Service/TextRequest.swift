import Dragoman

/// Texts to translate, the same in every API.
package struct TextRequest: Sendable {
  package var texts: [String]
  /// Any spelling; each text's language is told by itself where nil.
  package var from: String?
  /// Any spelling.
  package var to: String
  package var format: TextFormat
  /// Hypotheses of the search; the server's default where nil.
  package var beamSize: Int?
  /// Further translations of each text; those of plain text only.
  package var alternatives: Int
  /// Sentences say which words became which.
  package var returnsAlignment: Bool
  package var knowledge = KnowledgeRequest()

  package init(
    texts: [String], from: String? = nil, to: String, format: TextFormat = .text, beamSize: Int? = nil,
    alternatives: Int = 0, returnsAlignment: Bool = false
  ) {
    (self.texts, self.from, self.to, self.format) = (texts, from, to, format)
    (self.beamSize, self.alternatives, self.returnsAlignment) = (beamSize, alternatives, returnsAlignment)
  }

  /// What the request is counted as: characters of all texts, tags included.
  package var characters: Int { texts.reduce(0) { $0 + $1.unicodeScalars.count } }
}
