import Dragoman
import Foundation

/// Where each input's translation goes.
struct OutputPlan {
  private let urls: [URL?]

  /// - Parameter path: a file for one input; a folder for several, or when it ends in `/` or is one; or a pattern
  ///   with `{name}`, `{to}` or `{ext}`, which makes its folders.
  ///   - types: extensions of what is written as another kind of file than it was; without a path it goes beside its
  ///     input, since no screen shows it.
  init(path: String?, inputs: [TranslationInput], target: String, types: [String?]) throws {
    let inputs = Array(zip(inputs, types))
    guard let path else {
      urls = try inputs.map { input, type in
        guard let type, case .file(let url) = input else { return nil }
        let name = Self.fileName(of: input, type, index: 0, code: try LanguageTag(target).code)
        return url.deletingLastPathComponent().appendingPathComponent(name)
      }
      return
    }
    if Self.isPattern(path) {
      urls = try Self.urls(pattern: path, inputs: inputs, code: try LanguageTag(target).code)
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
      var name = Self.fileName(of: input.0, input.1, index: index, code: code)
      while !taken.insert(name).inserted { name = "\(index + 1)-\(name)" }
      return url.appendingPathComponent(name)
    }
  }

  func url(at index: Int) -> URL? { urls[index] }

  private static func isPattern(_ path: String) -> Bool {
    ["{name}", "{to}", "{ext}"].contains { path.contains($0) }
  }

  private static func urls(
    pattern: String, inputs: [(TranslationInput, String?)], code: String
  ) throws -> [URL?] {
    var taken: Set<String> = []
    return try inputs.enumerated().map { index, input in
      var (name, type) = ("text-\(index + 1)", "txt")
      if case .file(let url) = input.0 {
        (name, type) = (url.deletingPathExtension().lastPathComponent, input.1 ?? url.pathExtension)
      }
      var path = pattern
      // The name last: what it holds is no pattern.
      for (key, value) in [("{to}", code), ("{ext}", type), ("{name}", name)] {
        path = path.replacingOccurrences(of: key, with: value)
      }
      if type.isEmpty, path.hasSuffix(".") { path.removeLast() }
      guard taken.insert(path).inserted else {
        throw InputError.unwritable(path, reason: "two inputs would be written there")
      }
      let url = URL(fileURLWithPath: path)
      do {
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      } catch {
        throw InputError.unwritable(path, reason: error.localizedDescription)
      }
      return url
    }
  }

  /// `minutes.txt` becomes `minutes.en.txt`.
  private static func fileName(
    of input: TranslationInput, _ type: String?, index: Int, code: String
  ) -> String {
    guard case .file(let url) = input else { return "text-\(index + 1).\(code).txt" }
    let type = type ?? url.pathExtension
    return "\(url.deletingPathExtension().lastPathComponent).\(code)\(type.isEmpty ? "" : "." + type)"
  }
}
