import Documents
import Dragoman
import Foundation

/// Reads files and counts what is in them.
struct FileSurveyor {
  private let settings: BatchSettings
  private let registry: FormatRegistry
  private let documents: DocumentTranslator

  init(_ settings: BatchSettings, _ registry: FormatRegistry) {
    self.settings = settings
    self.registry = registry
    documents = DocumentTranslator(engine: IdentityEngine(), registry: registry)
  }

  /// Notes what the file holds, or why that is not known.
  func survey(_ file: inout JobFile) {
    do {
      let source = try settings.source(of: file)
      file.survey = try documents.survey(source, options: settings.documents)
    } catch let error as DocumentError where error.kind == .unknownFormat && !isNamedAsDocument(file) {
      file.state = .skipped
    } catch {
      file.state = .failed
      file.failure = FileFailure(error)
    }
  }

  /// Whether the file's name promises a document, so that one that is none is worth a word.
  private func isNamedAsDocument(_ file: JobFile) -> Bool {
    let type = (file.path as NSString).pathExtension.lowercased()
    return registry.formats.contains { $0.fileExtensions.contains(type) }
  }
}

extension BatchSettings {
  /// - Throws: `DocumentError` for a file beyond the limit, which is not read; what the system says.
  func source(of file: JobFile) throws -> DocumentSource {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
    let size = try FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.size]
    guard (size as? Int ?? 0) <= documents.limits.bytes else {
      throw DocumentError(
        .tooLarge, reason: "it has \(size ?? 0) bytes, and the limit is \(documents.limits.bytes)")
    }
    return DocumentSource(try Data(contentsOf: url), name: file.path)
  }
}

extension FileFailure {
  init(_ error: any Error) {
    switch error {
    case let error as FileFailure:
      self = error
    case var error as DocumentError:
      let advice = error.advice
      // The file's name stands before it anyway.
      error.file = nil
      self.init(message: error.format == nil ? error.reason : error.description, advice: advice)
    case let error as any LocalizedError & CustomStringConvertible:
      self.init(message: error.description)
    default:
      self.init(message: (error as NSError).localizedDescription)
    }
  }
}
