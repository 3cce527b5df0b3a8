import Documents
import Dragoman
import Foundation

/// Where each input's translation goes.
struct OutputPlan {
  /// A file's name with all but the source's language, which may have to be told from the text.
  private struct Name: Hashable {
    var stem: String
    var target: String
    var type: String
    /// Both languages are named: `a.zh-en.docx` is never the translation, `a.en.docx`.
    var isBilingual: Bool

    /// `minutes.txt` becomes `minutes.en.txt`.
    func file(from source: String) -> String {
      "\(stem).\(isBilingual ? "\(source)-" : "")\(target)\(type.isEmpty ? "" : "." + type)"
    }
  }

  private enum Place {
    case file(URL)
    case folder(URL, Name)
  }

  private let places: [Place?]

  /// - Parameter path: a file for one input; a folder for several, or when it ends in `/` or is one; or a pattern
  ///   with `{name}`, `{to}` or `{ext}`, which makes its folders.
  ///   - types: what each input is written as; without a path, what no screen shows goes beside its input.
  init(path: String?, inputs: [TranslationInput], target: String, types: [OutputType]) throws {
    let inputs = Array(zip(inputs, types))
    let code = try LanguageTag(target).code
    guard let path else {
      var taken: Set<String> = []
      places = inputs.map { input, type in
        guard !type.isShown, case .file(let url) = input else { return nil }
        let folder = url.deletingLastPathComponent()
        var name = Self.name(of: input, type, index: 0, code: code)
        // `report.xlsx` beside `report.docx` becomes `report.xlsx.zh-en.docx`.
        if !taken.insert(folder.appendingPathComponent(name.file(from: "")).path).inserted {
          name.stem = url.lastPathComponent
        }
        return .folder(folder, name)
      }
      return
    }
    if Self.isPattern(path) {
      places = try Self.urls(pattern: path, inputs: inputs, code: code).map { .file($0) }
      return
    }
    let url = URL(fileURLWithPath: path)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    guard inputs.count > 1 || path.hasSuffix("/") || isFolder.boolValue else {
      places = [.file(url)]
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
    var taken: Set<Name> = []
    places = inputs.enumerated().map { index, input in
      var name = Self.name(of: input.0, input.1, index: index, code: code)
      while !taken.insert(name).inserted { name.stem = "\(index + 1)-\(name.stem)" }
      return .folder(url, name)
    }
  }

  /// - Parameter source: the language that the text was in, BCP 47.
  func url(at index: Int, from source: String) -> URL? {
    switch places[index] {
    case nil: nil
    case .file(let url): url
    case .folder(let folder, let name): folder.appendingPathComponent(name.file(from: source))
    }
  }

  static func isPattern(_ path: String) -> Bool {
    ["{name}", "{to}", "{ext}"].contains { path.contains($0) }
  }

  private static func urls(
    pattern: String, inputs: [(TranslationInput, OutputType)], code: String
  ) throws -> [URL] {
    var taken: Set<String> = []
    return try inputs.enumerated().map { index, input in
      var (name, type) = ("text-\(index + 1)", input.1.fileExtension ?? "txt")
      if case .file(let url) = input.0 {
        name = url.deletingPathExtension().lastPathComponent
        type = input.1.fileExtension ?? url.pathExtension
      }
      let path = NamePattern(pattern).filled(name: name, target: code, type: type)
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

  private static func name(
    of input: TranslationInput, _ type: OutputType, index: Int, code: String
  ) -> Name {
    var name = Name(
      stem: "text-\(index + 1)", target: code, type: type.fileExtension ?? "txt",
      isBilingual: type.isBilingual)
    if case .file(let url) = input {
      name.stem = url.deletingPathExtension().lastPathComponent
      name.type = type.fileExtension ?? url.pathExtension
    }
    return name
  }
}
