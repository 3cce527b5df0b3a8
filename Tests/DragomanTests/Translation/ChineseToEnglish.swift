import Dragoman
import Foundation

/// The Chinese-English model of this machine's store; tests that need it are skipped where there is none.
enum ChineseToEnglish {
  static let folder: URL? = try? ModelStore().installedModels()
    .first { $0.from == "zh" && $0.to == "en" }?.folder

  static var isInstalled: Bool { folder != nil }

  /// One translator for all tests: its workers share what they have loaded.
  static let shared = Result { try Translator() }

  static func translator(threads: Int) throws -> Translator {
    var configuration = TranslatorConfiguration()
    configuration.threadCount = threads
    return try Translator(configuration: configuration)
  }

  /// The fastest search.
  static let greedy: TranslationOptions = {
    var options = TranslationOptions()
    options.beamSize = 1
    return options
  }()

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}
