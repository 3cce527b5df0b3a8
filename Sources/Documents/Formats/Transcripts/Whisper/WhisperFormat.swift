import Foundation

/// JSON of speech recognisers: `segments` with `start`, `end`, `text` and `words`. Texts are replaced in place and
/// timed words made anew; every other field stays as it is.
public struct WhisperFormat: DocumentFormat {
  public let name = "whisper"
  public let fileExtensions = ["json"]

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head else { return .none }
    let start = head.drop(while: \.isWhitespace)
    guard start.hasPrefix("{") || start.hasPrefix("[") else { return .none }
    let hasTimes =
      start.contains("\"start\"") && start.contains("\"end\"") || start.contains("\"offsets\"")
    guard start.contains("\"text\""), hasTimes else {
      // The text of all may fill the sample before the first segment comes.
      let isLong =
        sample.bytes.count > 8192 && start.dropFirst().drop(while: \.isWhitespace).hasPrefix("\"text\"")
      return isLong && sample.bytes.range(of: Data("\"segments\"".utf8)) != nil ? .certain : .none
    }
    let hasList =
      start.hasPrefix("[") || start.contains("\"segments\"") || start.contains("\"transcription\"")
    return hasList ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      let root = try JSONReader.read(bytes, format: name, limits: options.limits)
      guard let reader = WhisperReader(bytes, root) else {
        throw DocumentError(
          .damaged, format: name, place: .line(1), reason: "has no segments with a text",
          advice: "if it is other JSON, name its format with --format")
      }
      return reader.transcript(format: name)
    }
  }
}
