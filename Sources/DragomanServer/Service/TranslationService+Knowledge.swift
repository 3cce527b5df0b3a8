import Documents
import Dragoman
import Foundation
import Knowledge

extension TranslationService {
  /// What is translated is about this; nil where nobody asks.
  ///
  /// - Parameter text: what is translated, where that is to be told from it.
  func domain(
    of request: KnowledgeRequest, text: @autoclosure () throws -> String
  ) throws -> Domain? {
    guard let domains = try domains(for: request) else { return nil }
    switch request.domain {
    case nil: return nil
    case .named(let domain): return domain
    case .auto: return try domains.domain(of: text())
    }
  }

  /// What belongs to domains, where a request asks for it.
  func domains(for request: KnowledgeRequest) throws(ServiceError) -> DomainKnowledge? {
    guard request.domain != nil else { return nil }
    guard let domains = options.domains else {
      throw .invalid(field: "domain", reason: "this server has nothing that belongs to domains")
    }
    return domains
  }

  func domain(of request: TextRequest) throws -> Domain? {
    try domain(
      of: request.knowledge,
      text: try request.texts.enumerated().map { index, text in
        try naming(index, of: request) { try plainText(of: text, format: request.format) }
      }.joined(separator: "\n"))
  }

  func translation(of request: KnowledgeRequest, domain: Domain?) throws -> TranslationOptions {
    options.translation.asked(
      glossaries: request.glossaries, style: request.style,
      domain: try domain.flatMap { try options.domains?.addition(for: $0) })
  }
}
