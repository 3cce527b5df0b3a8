import Documents
import Dragoman
import Foundation

/// Reads the units of a TMX file one by one, so that a file may be larger than memory has room for its elements.
///
/// Each `<tu>` is checked by itself: one that is damaged is told with its line, and the others are read.
public struct TMXUnitReader: Sendable {
  /// What is wrong with a unit.
  public struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public var line: Int
    public var reason: String

    public var description: String { "line \(line): \(reason)" }
  }

  /// A unit is cut there by nobody; what is longer is no text.
  private static let longestUnit = 4 << 20
  private static let inlineCodes: Set<String> = ["bpt", "ept", "ph", "it", "ut"]

  private let bytes: Data
  private let name: String
  private let project: String
  /// The language of the header; nil where it tells none, or `*all*`.
  private let sourceLanguage: LanguageTag?

  /// - Parameters:
  ///   - project: whose units those are that do not say.
  /// - Throws: ``MemoryError`` where it is no TMX file.
  public init(_ bytes: Data, name: String, project: String = "") throws(MemoryError) {
    self.name = name
    self.project = project
    switch TextEncoding(markOf: bytes) {
    case nil: self.bytes = bytes
    case .utf8?: self.bytes = bytes.dropFirst(3)
    case let encoding?:
      do { self.bytes = Data(try encoding.decode(bytes, format: "tmx").utf8) } catch {
        throw MemoryError(.damagedFile, file: name, reason: error.reason, advice: error.advice)
      }
    }
    let head = String(decoding: self.bytes.prefix(4096), as: UTF8.self)
    guard head.contains("<tmx") else {
      throw MemoryError(
        .damagedFile, file: name, line: 1, reason: "is no TMX file: it has no <tmx>",
        advice: "export the memory as TMX 1.4")
    }
    if let encoding = Self.attribute("encoding", in: head.prefix { $0 != ">" }),
      !["utf-8", "utf8", "us-ascii", "utf-16"].contains(encoding.lowercased())
    {
      throw MemoryError(
        .damagedFile, file: name, line: 1, reason: "is in \(encoding), and TMX is read in UTF-8 or UTF-16",
        advice: "convert it first: iconv -f \(encoding) -t UTF-8, and change its first line")
    }
    let header = head.range(of: "<header").map { head[$0.upperBound...].prefix { $0 != ">" } }
    sourceLanguage = header.flatMap { Self.attribute("srclang", in: $0) }.flatMap { try? LanguageTag($0) }
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    for quote in ["\"", "'"] {
      guard let start = tag.range(of: name + "=" + quote) else { continue }
      return tag[start.upperBound...].firstIndex(of: Character(quote)).map {
        String(tag[start.upperBound..<$0])
      }
    }
    return nil
  }

  /// Calls `unit` with each pair of a source and a translation, `problem` with what cannot be read, in their order.
  ///
  /// - Parameter progress: called now and then with the share of the file that is read.
  public func read(
    unit: (MemoryUnit) throws -> Void, problem: (Problem) throws -> Void,
    progress: ((Double) throws -> Void)? = nil
  ) throws {
    try bytes.withUnsafeBytes { bytes in
      var scanner = TMXScanner(bytes)
      // By pair of languages: the source before.
      var previous: [LanguagePair: String] = [:]
      var count = 0
      while let element = scanner.next() {
        count += 1
        if count.isMultiple(of: 1_000) {
          try progress?(Double(element.upperBound) / Double(max(bytes.count, 1)))
        }
        guard element.count <= Self.longestUnit else {
          try problem(Problem(line: scanner.line, reason: "the unit has \(element.count) bytes"))
          continue
        }
        do {
          for made in try units(in: Data(bytes[element]), &previous) { try unit(made) }
        } catch let error as DocumentError {
          try problem(Problem(line: scanner.line, reason: error.reason))
        }
      }
      if !scanner.isComplete {
        try problem(Problem(line: scanner.lastLine, reason: "the file is cut off: it has no </tmx>"))
      }
    }
  }

  private func units(
    in element: Data, _ previous: inout [LanguagePair: String]
  ) throws(DocumentError) -> [MemoryUnit] {
    let tree = try XMLSource(
      DocumentSource(element, name: name), format: "tmx", prefixes: [:], limits: DocumentLimits()
    ).tree
    guard let root = tree.root else { return [] }
    var variants: [(language: LanguageTag, text: String, node: Int)] = []
    for child in tree.children(of: root) where tree.name(of: child) == "tuv" {
      guard let segment = tree.child("seg", of: child),
        let language = tree.value("lang", of: child).flatMap({ try? LanguageTag($0) })
      else { continue }
      let text = MemoryText.form(of: tree.text(of: segment, outside: Self.inlineCodes))
      if !text.isEmpty { variants.append((language, text, child)) }
    }
    guard variants.count > 1 else {
      throw DocumentError(.damaged, format: "tmx", reason: "the unit has a text in fewer than two languages")
    }
    let language = tree.value("srclang", of: root).flatMap { try? LanguageTag($0) } ?? sourceLanguage
    let source =
      variants.firstIndex { $0.language == language } ?? variants.firstIndex {
        $0.language.language == language?.language
      } ?? 0
    let from = variants.remove(at: source)
    let properties = Properties(tree, root)
    return variants.map { to in
      let pair = LanguagePair(from: from.language, to: to.language)
      let author =
        tree.value("changeid", of: to.node) ?? tree.value("creationid", of: to.node)
        ?? tree.value("creationid", of: root)
      let unit = MemoryUnit(
        from: from.language, to: to.language, source: from.text, target: to.text,
        previous: properties["x-previous-source-text", "x-context-pre", "prev"] ?? previous[pair],
        project: properties["x-project", "project"] ?? project, author: author == "MT!" ? nil : author,
        created: Self.date(
          tree.value("changedate", of: to.node) ?? tree.value("creationdate", of: to.node)
            ?? tree.value("creationdate", of: root)),
        isMachineMade: author == "MT!")
      previous[pair] = from.text
      return unit
    }
  }

  /// `20261128T131500Z`.
  private static func date(_ text: String?) -> Date? {
    guard let text, text.utf8.count == 16, text.hasSuffix("Z") else { return nil }
    let digits = text.utf8.filter { (0x30...0x39).contains($0) }.map { Int($0) - 0x30 }
    guard digits.count == 14 else { return nil }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    var parts = DateComponents()
    parts.timeZone = TimeZone(identifier: "UTC")
    (parts.year, parts.month, parts.day) = (number(0..<4), number(4..<6), number(6..<8))
    (parts.hour, parts.minute, parts.second) = (number(8..<10), number(10..<12), number(12..<14))
    return Calendar(identifier: .gregorian).date(from: parts)
  }
}

/// What the `<prop>`s of a unit say.
private struct Properties {
  private var values: [String: String] = [:]

  init(_ tree: XMLTree, _ unit: Int) {
    for child in tree.children(of: unit) where tree.name(of: child) == "prop" {
      if let type = tree.value("type", of: child) { values[type] = tree.text(of: child) }
    }
  }

  /// The first that is there and not empty.
  subscript(names: String...) -> String? { names.lazy.compactMap { values[$0] }.first { !$0.isEmpty } }
}
