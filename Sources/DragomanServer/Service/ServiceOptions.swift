import Dragoman
import Foundation
import Knowledge

/// What the service does unless a request says otherwise, and how much it takes at once.
package struct ServiceOptions: Sendable {
  /// The library's defaults; `beamSize` is what a server is mostly tuned by.
  package var translation = TranslationOptions()
  /// What belongs to the domains that requests name; nil where nothing does.
  package var domains: DomainKnowledge?
  /// The widest beam that a request may ask for.
  package var widestBeam = 16
  /// Texts of one request.
  package var mostTexts = 1_000
  /// Bytes of a document, as it comes and unpacked by a factor that formats know.
  package var documentBytes = 64 << 20
  /// Documents that are queued, under way or kept, together.
  package var mostDocuments = 200
  /// Documents translated side by side; they share the engine's workers with everything else.
  package var documentsAtOnce = 2
  /// Bytes of all documents that are kept, sources and results together.
  package var keptBytes = 2 << 30
  /// Seconds that a finished document is kept.
  package var documentLifetime = 3_600.0
  /// The target language of requests that can name none; see ``MTUOCAPI``.
  package var usualTarget: String?
  /// Where documents lie meanwhile: a private folder is made in it. The system's temporary folder where nil.
  package var temporaryFolder: URL?

  package init() {}
}
