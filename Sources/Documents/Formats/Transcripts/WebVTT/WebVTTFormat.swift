/// WebVTT (`.vtt`). Identifiers, settings, notes, styles and regions stay as they are. Times between the words of a
/// cue are spread evenly over the words of its translation; tags between them are left out.
public struct WebVTTFormat: DocumentFormat {
  public let name = "vtt"
  public let fileExtensions = ["vtt", "webvtt"]
  public let bilingualForm: BilingualForm? = nil

  public init() {}

  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, head.hasPrefix("WEBVTT") else { return .none }
    let next = head.dropFirst(6).first
    return next == nil || next?.isWhitespace == true ? .certain : .none
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try CueText.document(source, options: options, format: name) { bytes throws(DocumentError) in
      try WebVTTReader(bytes).transcript(format: name)
    }
  }
}
