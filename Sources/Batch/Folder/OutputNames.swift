import Documents
import Foundation

/// What translations are called: each in the folder that its source is in, and no two alike.
struct OutputNames {
  private let pattern: NamePattern
  private let target: String
  private var taken: Set<String> = []

  /// - Parameter taken: names that are given away already.
  init(_ settings: BatchSettings, taken: some Sequence<String>) throws(BatchError) {
    guard settings.names.contains("{name}"), !settings.names.contains("/") else {
      throw .invalidNames(settings.names)
    }
    pattern = NamePattern(settings.names)
    target = settings.documents.target.code
    self.taken = Set(taken)
  }

  /// - Parameters:
  ///   - path: the source's.
  ///   - type: the extension of what will be written.
  mutating func name(for path: String, type: String) -> String {
    let url = path as NSString
    let folder = url.deletingLastPathComponent
    let (name, own) = ((url.lastPathComponent as NSString).deletingPathExtension, url.pathExtension)
    // `report.pdf` beside `report.docx` becomes `report.pdf.docx`.
    var candidates = [name, own.isEmpty ? name : "\(name).\(own)"].makeIterator()
    var number = 1
    while true {
      var stem = candidates.next()
      if stem == nil {
        number += 1
        stem = "\(name)-\(number)"
      }
      let result = (folder as NSString).appendingPathComponent(
        pattern.filled(name: stem ?? name, target: target, type: type))
      if taken.insert(result).inserted { return result }
    }
  }
}
