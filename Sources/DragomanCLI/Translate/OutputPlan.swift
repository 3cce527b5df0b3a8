import Dragoman
import Foundation

/// Where each input's translation goes.
struct OutputPlan {
  private let urls: [URL?]

  /// - Parameter path: a file for one input; a folder for several, or when it ends in `/` or is one.
  init(path: String?, inputs: [TranslationInput], target: String) throws {
    guard let path else {
      urls = inputs.map { _ in nil }
      return
    }
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    guard inputs.count > 1 || path.hasSuffix("/") || isFolder.boolValue else {
      urls = [url]
      return
    }
    guard !exists || isFolder.boolValue else {
      throw InputError.unwritable(path, reason: "several inputs need a folder, and this is a file")
    }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw InputError.unwritable(path, reason: error.localizedDescription)
    }
    let code = try LanguageTag(target).code
    var taken: Set<String> = []
    urls = inputs.enumerated().map { index, input in
      var name = Self.fileName(of: input, index: index, code: code)
      while !taken.insert(name).inserted { name = "\(index + 1)-\(name)" }
      return url.appendingPathComponent(name)
    }
  }

  func url(at index: Int) -> URL? { urls[index] }

  /// `minutes.txt` becomes `minutes.en.txt`.
  private static func fileName(of input: TranslationInput, index: Int, code: String) -> String {
    guard case .file(let url) = input else { return "text-\(index + 1).\(code).txt" }
    let type = url.pathExtension
    return "\(url.deletingPathExtension().lastPathComponent).\(code)\(type.isEmpty ? "" : "." + type)"
  }
}
