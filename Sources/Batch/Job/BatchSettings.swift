import Documents
import Dragoman
import Foundation

/// What a job is to do. It is kept with the job: a job goes on only under the settings that it was begun with.
public struct BatchSettings: Sendable, Equatable, Codable {
  /// The absolute path of the folder to translate.
  public var folder: String
  /// The absolute path of the folder for what is written; the folders inside ``folder`` are made again in it.
  public var output: String
  /// How files are called there: `{name}`, `{to}` and `{ext}` stand for the source's name, the target language and the
  /// extension of what is written.
  public var names = "{name}.{ext}"
  /// Patterns of paths within ``folder``, as a shell has them; empty means all files.
  public var included: [String] = []
  /// But not these.
  public var excluded: [String] = []
  /// Languages, parts, keys, transcripts.
  public var documents: DocumentOptions
  public var translation = TranslationOptions() {
    didSet { terms = Glossary.digest(of: translation.glossaries) }
  }
  /// What tells the glossaries from others; they are not kept with the job.
  private(set) var terms: String?

  public init(folder: URL, output: URL, documents: DocumentOptions) {
    self.folder = folder.standardizedFileURL.path
    self.output = output.standardizedFileURL.path
    self.documents = documents
  }
}
