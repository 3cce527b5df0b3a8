import Dragoman
import Foundation

/// Any XML of which nothing is known but what a client says, whole or as a fragment: `A <b>bold</b> word`.
///
/// Not one of the standard formats, since nothing in a file says that it is meant like this.
public struct XMLTextFormat: DocumentFormat {
  public let name = "xml"
  public let fileExtensions = ["xml"]
  private let options: XMLTextOptions

  public init(_ options: XMLTextOptions = XMLTextOptions()) {
    self.options = options
  }

  public func recognition(of sample: DocumentSample) -> Recognition { .none }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    try options.limits.check(source, format: name)
    let bytes = [UInt8](source.bytes)
    guard bytes.count < Int(Int32.max) else {
      throw DocumentError(.tooLarge, format: name, reason: "it has \(bytes.count) bytes of text")
    }
    var check = XMLFragmentCheck(bytes, format: name, limits: options.limits)
    try check.run()
    let document = XMLTextDocument(bytes, self.options)
    try options.limits.check(document.units, format: name)
    return document
  }
}
