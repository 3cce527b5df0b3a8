import Foundation

/// A model as the planner sees it: from where to where, and how well.
package struct ModelEntry: Sendable {
  /// What one side of a model speaks.
  package enum Coverage: Sendable, Equatable {
    case language(LanguageTag)
    /// Many languages, told apart by marks: `mul` in a manifest.
    case many

    /// nil for a tag that means no language.
    package init?(_ tag: String) {
      if tag.lowercased() == "mul" {
        self = .many
      } else {
        guard let language = try? LanguageTag(tag) else { return nil }
        self = .language(language)
      }
    }

    package var language: LanguageTag? {
      if case .language(let tag) = self { tag } else { nil }
    }

    var code: String { language?.code ?? "mul" }
  }

  package var id: String
  /// nil for a model that is not installed.
  package var folder: URL?
  package var from: Coverage
  package var to: Coverage
  /// BLEU, 0 to 100, as declared; nil when unknown.
  package var quality: Double?

  package init(id: String, folder: URL?, from: Coverage, to: Coverage, quality: Double?) {
    self.id = id
    self.folder = folder
    self.from = from
    self.to = to
    self.quality = quality
  }

  var isInstalled: Bool { folder != nil }
}

extension [PublishedScore] {
  /// The BLEU to compare models by: FLORES dev before other sets; nil where none is declared.
  var declaredQuality: Double? {
    let scores = filter { $0.bleu?.isFinite == true }
    let flores = scores.filter { $0.set.lowercased().hasPrefix("flores") }
    return (flores.first { $0.set.lowercased() == "flores dev" } ?? flores.first ?? scores.first)?.bleu
  }
}
