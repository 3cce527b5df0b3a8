import Dragoman
import Foundation

/// What lies on this machine to compare with; tests that need what is not there are skipped.
enum ReferenceFiles {
  /// CTranslate2 models of version 2: `$DRAGOMAN_REFERENCE`, else beside the repository.
  static let transliteration = existing("DRAGOMAN_REFERENCE", beside: "../shared/reference", "ctranslate2/v2")

  /// A Chinese text of one sentence a line: `$DRAGOMAN_QUALITY`, else beside the repository.
  static let chineseLines = existing("DRAGOMAN_QUALITY", beside: "../shared/quality", "flores-dev.zh")

  /// The same model as it came, where the store keeps that: conversion may have rounded its integers anew.
  static let originalChineseToEnglish = chineseToEnglish.map { $0.appendingPathComponent("original") }
    .flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }

  /// The installed Chinese-English model.
  static let chineseToEnglish: URL? = try? ModelStore().installedModels()
    .first { $0.from == "zh" && $0.to == "en" }?.folder

  static var hasNewsSentences: Bool {
    chineseLines != nil && originalChineseToEnglish != nil && PeerPython.installed != nil
  }

  private static func existing(_ variable: String, beside path: String, _ item: String) -> URL? {
    let folder =
      ProcessInfo.processInfo.environment[variable].map { URL(fileURLWithPath: $0) }
      ?? PeerPython.root.appendingPathComponent(path).standardizedFileURL
    let url = folder.appendingPathComponent(item)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
