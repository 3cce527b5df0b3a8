import ArgumentParser
import Documents
import Foundation

/// What of a document is translated: its parts, values by their keys, columns of tables.
struct DocumentArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Translate this part, too: hidden or sheet-names. Give it again for more.",
      valueName: "part"))
  var with: [DocumentOptions.Part] = []

  @Option(
    help: ArgumentHelp(
      "Leave this part as it is: alternative-texts, comments, metadata, notes. Give it again for more.",
      valueName: "part"))
  var without: [DocumentOptions.Part] = []

  @Flag(
    help:
      "Render each name, acronym and term of a document in one way: what most of its places say holds for all."
  )
  var consistent = false

  @Flag(help: "In XLIFF, TMX and PO: translate anew what is translated already.")
  var replaceTranslations = false

  @Option(
    help: ArgumentHelp(
      "In JSON, YAML, .properties, .strings: only values whose keys fit. Parts stand between dots; * is any characters of"
        + " a part, ** any parts: 'menu.*', '**.title'. Give it again for more.",
      valueName: "pattern"))
  var keys: [String] = []

  @Option(
    help: ArgumentHelp(
      "But not values whose keys fit: '**.id', 'scripts.**'. Give it again for more.", valueName: "pattern"))
  var skipKeys: [String] = []

  @Option(
    help: ArgumentHelp(
      "In CSV and TSV: the columns to translate, by number (from 1) or by their names in the first row: 2,Title."
        + " Without it, the columns that hold prose.",
      valueName: "columns"))
  var columns: [String] = []

  func validate() throws {
    guard !(keys + skipKeys).contains(where: \.isEmpty) else {
      throw ValidationError("--keys and --skip-keys take a pattern such as 'menu.*'.")
    }
    guard columns.isEmpty || !choices.isEmpty else {
      throw ValidationError("--columns takes numbers or names, such as 2,Title.")
    }
    guard !choices.contains(.number(0)) else { throw ValidationError("--columns counts from 1.") }
  }

  /// A number is one even where a column has that name.
  private var choices: [ColumnChoice] {
    columns.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.map { choice in
        choice.utf8.allSatisfy { (0x30...0x39).contains($0) }
          ? Int(choice).map(ColumnChoice.number) ?? .name(choice) : .name(choice)
      }
  }

  func apply(to options: inout DocumentOptions) {
    options.keys = KeyFilter(included: keys, excluded: skipKeys)
    if !columns.isEmpty { options.columns = choices }
    options.parts = options.parts.union(with).subtracting(without)
    options.replacesTranslations = replaceTranslations
    options.keepsTerms = consistent
  }
}

extension DocumentOptions.Part: ExpressibleByArgument {
  /// `sheet-names` for `sheetNames`.
  public init?(argument: String) {
    guard let part = Self.allCases.first(where: { $0.defaultValueDescription == argument.lowercased() })
    else { return nil }
    self = part
  }

  public var defaultValueDescription: String {
    rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
  }

  public static var allValueDescriptions: [String: String] {
    Dictionary(uniqueKeysWithValues: allCases.map { ($0.defaultValueDescription, $0.meaning) })
  }

  private var meaning: String {
    switch self {
    case .alternativeTexts: "descriptions of pictures, titles and placeholders of fields"
    case .metadata: "the document's own title and description"
    case .comments: "readers' comments"
    case .sheetNames: "names of sheets"
    case .notes: "speakers' notes"
    case .hidden: "hidden sheets, slides and text"
    }
  }

  public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}
