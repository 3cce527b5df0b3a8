import ArgumentParser
import Dragoman
import Foundation

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
    guard (domain == nil) == (domains == nil) else {
      throw ValidationError(
        "--domain and --domains go together: the one says which, the other what belongs to it.")
    }
  }

  /// nil where none is asked for.
  func choice() throws -> DomainChoice? {
    guard let domain, let domains else { return nil }
    return DomainChoice(
      fixed: Domain(rawValue: domain), classifier: domain == "auto" ? try DomainClassifier() : nil,
      file: try DomainFile(path: domains))
  }
}

/// Domains of inputs, and what comes with them.
struct DomainChoice {
  /// What is added to the options of a translation.
  struct Addition {
    var glossaries: [Glossary] = []
    var memories: [String] = []
    var style: TextStyle?
    var model: String?
  }

  /// What is guessed with less confidence is held to be general.
  private static let sure = 0.7

  let fixed: Domain?
  let classifier: DomainClassifier?
  let file: DomainFile

  func domain(of text: @autoclosure () throws -> String) rethrows -> Domain {
    if let fixed { return fixed }
    guard let best = try classifier?.classify(text()).first, best.confidence >= Self.sure else {
      return .general
    }
    return best.domain
  }

  func addition(for domain: Domain, from source: LanguageTag?, to target: LanguageTag) throws -> Addition {
    guard let entry = file.entry(domain) else { return Addition() }
    return Addition(
      glossaries: try GlossaryArguments.glossaries(entry.glossaries ?? [], from: source, to: target),
      memories: entry.memories ?? [], style: try StyleArguments.style(entry.style ?? []), model: entry.model)
  }
}
