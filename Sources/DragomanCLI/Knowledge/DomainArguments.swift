import ArgumentParser
import Dragoman
import Knowledge

/// What texts are about, which says what they are translated with.
struct DomainArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the texts are about: A to H (sections of the International Patent Classification), meetings, legal, general, or "
        + "auto. It adds the glossaries, memories, style and model that --domains has for it.",
      valueName: "domain"))
  var domain: String?

  @Option(
    help: ArgumentHelp(
      "What belongs to each domain, as YAML: meetings: {glossaries: [un.csv], memories: [un.dmem], style: [un]}.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var domains: String?

  func validate() throws {
    if let domain, domain != "auto", Domain(rawValue: domain) == nil {
      let names = Domain.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--domain is auto or one of \(names), not “\(domain)”.")
    }
  }

  /// The domain of texts that are translated alike; nil where none is asked for.
  func named() throws -> Domain? {
    guard domain != "auto" else {
      throw ValidationError(
        "--domain auto is for dragoman translate: here all texts are translated alike. Name the domain.")
    }
    return domain.flatMap(Domain.init)
  }

  /// Adds what the named domain brings to texts that are translated alike.
  func apply(
    to options: inout TranslationOptions, from source: LanguageTag?, to target: LanguageTag,
    on machine: MachineOptions
  ) throws {
    guard let choice = try choice(from: source, to: target), let domain = try named() else { return }
    options = try machine.addition(for: domain, of: choice).added(to: options)
  }

  /// nil where none is asked for.
  func choice(from source: LanguageTag?, to target: LanguageTag) throws -> DomainChoice? {
    guard (domain == nil) == (domains == nil) else {
      throw ValidationError(
        "--domain and --domains go together: the one says which, the other what belongs to it.")
    }
    guard let domain, let domains else { return nil }
    let file = try DomainFile(path: domains)
    return DomainChoice(
      fixed: Domain(rawValue: domain),
      knowledge: DomainKnowledge(file, languages: source.map { ($0, target) }))
  }
}

/// A domain that was named, or is told from each text.
struct DomainChoice {
  let fixed: Domain?
  let knowledge: DomainKnowledge

  func domain(of text: @autoclosure () throws -> String) throws -> Domain {
    try fixed ?? knowledge.domain(of: text())
  }
}
