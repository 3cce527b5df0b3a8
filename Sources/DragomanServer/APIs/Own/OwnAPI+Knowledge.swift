import Dragoman

extension OwnAPI {
  /// Glossaries, domain and style that a request names.
  func knowledge(_ parameters: Parameters, of request: ServerRequest) async throws -> KnowledgeRequest {
    var knowledge = KnowledgeRequest()
    let glossaries = ClientGlossaries(service: service, needsKey: access.needsKey)
    for name in try parameters.list("glossary_ids") {
      guard let glossary = try await glossaries.glossary(name, key: key(of: request)) else {
        throw ServiceError.invalid(
          field: "glossary_ids", reason: "there is no glossary “\(name)”, or it is another's")
      }
      knowledge.glossaries.append(glossary)
    }
    switch try parameters.string("domain") {
    case nil, "": break
    case "auto": knowledge.domain = .auto
    case let name?:
      guard let domain = Domain(rawValue: name) else {
        let names = Domain.allCases.map(\.rawValue).joined(separator: ", ")
        throw ServiceError.invalid(field: "domain", reason: "it has to be auto or one of \(names)")
      }
      knowledge.domain = .named(domain)
    }
    do {
      knowledge.style = try TextStyle(names: try parameters.list("style"))
    } catch let error as TextStyleError {
      throw ServiceError.invalid(field: "style", reason: error.description)
    }
    return knowledge
  }
}
