/// The formats that are known, and which of them a document has.
public struct FormatRegistry: Sendable {
  /// Where recognition and names leave a choice, the first wins.
  public var formats: [any DocumentFormat]

  public init(_ formats: [any DocumentFormat]) {
    self.formats = formats
  }

  /// The format called `name`, or with that file name extension.
  public func format(named name: String) throws(DocumentError) -> any DocumentFormat {
    let name = name.lowercased()
    let found = formats.first { $0.name == name } ?? formats.first { $0.fileExtensions.contains(name) }
    guard let found else {
      throw DocumentError(
        .noSuchFormat, format: name, reason: "there is no such format",
        advice: "choose one of \(formats.map(\.name).joined(separator: ", "))")
    }
    return found
  }

  /// The format that is surest of the content; of several, the one whose extension the file has.
  public func format(of source: DocumentSource) throws(DocumentError) -> any DocumentFormat {
    let sample = DocumentSample(source.bytes)
    let opinions = formats.map { (format: $0, recognition: $0.recognition(of: sample)) }
    let best = opinions.map(\.recognition).max() ?? .none
    let candidates = opinions.filter { $0.recognition == best }.map(\.format)
    let type = source.fileExtension
    let named = candidates.first { type.map($0.fileExtensions.contains) ?? false }
    guard best > .none, let found = named ?? candidates.first else {
      throw DocumentError(
        .unknownFormat, file: source.name, reason: "its content is of no known format",
        advice: "known formats are \(formats.map(\.name).joined(separator: ", ")); --format names one")
    }
    return found
  }
}
