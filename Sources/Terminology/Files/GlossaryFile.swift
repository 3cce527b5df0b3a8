import Documents
import Dragoman
import Foundation

/// Reads glossaries: CSV and TSV, TBX (basic of 2008 and 2019), TMX. What a file is is told by its content, between commas
/// and tabs too.
public struct GlossaryFile: Sendable {
  /// Languages of a table's first two columns where it does not name them.
  public var languages: (source: LanguageTag, target: LanguageTag)?
  public var limits: GlossaryLimits

  public init(
    languages: (source: LanguageTag, target: LanguageTag)? = nil, limits: GlossaryLimits = GlossaryLimits()
  ) {
    (self.languages, self.limits) = (languages, limits)
  }

  /// - Throws: ``GlossaryError``; also where the file cannot be opened.
  public func read(_ path: String) throws(GlossaryError) -> [GlossaryEntry] {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) } catch {
      let exists = FileManager.default.fileExists(atPath: path)
      throw GlossaryError(
        exists ? .unreadable : .missing, file: path,
        problems: [.init(reason: exists ? "cannot be read" : "is not there")],
        advice: exists ? "check its permissions" : "check the path")
    }
    return try entries(of: bytes, name: path)
  }

  /// - Parameter name: what messages call it; an ending tells tables with tabs from those with commas where both fit.
  public func entries(of bytes: Data, name: String) throws(GlossaryError) -> [GlossaryEntry] {
    guard bytes.count <= limits.bytes else {
      throw GlossaryError(
        file: name,
        problems: [.init(reason: "it has \(bytes.count) bytes, and the limit is \(limits.bytes)")],
        advice: "split it")
    }
    var collector = EntryCollector(file: name, limits: limits)
    do {
      if Self.isXML(bytes) {
        try XMLGlossaryReader(bytes, name: name).read(into: &collector)
      } else {
        try TableGlossaryReader(languages: languages).read(bytes, name: name, into: &collector)
      }
    } catch let error as DocumentError {
      throw GlossaryError(error, file: name)
    } catch let error as GlossaryError {
      throw error
    } catch {
      throw GlossaryError(file: name, problems: [.init(reason: String(describing: error))])
    }
    return try collector.finish()
  }

  private static func isXML(_ bytes: Data) -> Bool {
    // Of UTF-16 each second byte is 0.
    let head = bytes.prefix(64).filter {
      ![0, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0A, 0x0D].contains($0)
    }
    return head.first == UInt8(ascii: "<")
  }
}
