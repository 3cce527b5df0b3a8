import Dragoman
import Foundation

/// This project's own English-Chinese model of this machine's store; tests that need it are skipped where there is none.
enum EnglishToChinese {
  static let folder: URL? = try? ModelStore().installedModels()
    .first { $0.id == "dragoman-en-zh" }?.folder

  static var isInstalled: Bool { folder != nil }
}
