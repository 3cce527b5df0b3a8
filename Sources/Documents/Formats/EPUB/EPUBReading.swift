import Dragoman
import Foundation

/// Reads the parts of a book one after another.
struct EPUBReading {
  /// Those that only keep fonts from being copied out of books; readers know how to undo them.
  private static let obfuscations: Set<String> = [
    "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
  ]
  private static let encryption = "META-INF/encryption.xml"
  private static let pageTypes: Set<String> = [
    "application/xhtml+xml", "text/html", "text/x-oeb1-document",
  ]
  private static let labelsType = "application/x-dtbncx+xml"

  private let format: String
  private let options: DocumentOptions
  private let package: ZipPackage
  private(set) var units: [DocumentUnit] = []
  private(set) var pages: [EPUBPage] = []
  /// Labels of the table of contents.
  private(set) var parts: [PackagePart] = []
  /// Lists of what is in the book, which tell its language.
  private(set) var settings: [PackagePart] = []
  /// Texts of HTML in the lists: the list's number, and where the text is.
  private(set) var descriptions: [(list: Int, range: Range<Int>, page: EPUBPage)] = []
  private(set) var language: LanguageTag?
  private var known: Set<String> = []

  init(_ bytes: Data, format: String, options: DocumentOptions) throws(DocumentError) {
    self.format = format
    self.options = options
    package = try ZipPackage(bytes, format: format, limits: options.limits)
  }

  mutating func read() throws(DocumentError) {
    try checkRights()
    guard let container = try part(EPUBFormat.container) else {
      throw DocumentError(.damaged, format: format, reason: "the archive has no \(EPUBFormat.container)")
    }
    let tree = container.tree
    let lists = tree.nodes.indices.filter { tree.name(of: $0) == "container:rootfile" }
      .compactMap { tree.value("full-path", of: $0) }
    var isRead = false
    for name in lists where known.insert(name).inserted {
      guard let list = try part(name) else { continue }
      isRead = true
      try read(list)
    }
    guard isRead else {
      throw DocumentError(
        .damaged, format: format, place: .part(EPUBFormat.container), reason: "it names no book that is there"
      )
    }
  }

  private func part(_ name: String) throws(DocumentError) -> PackagePart? {
    guard let bytes = try package.read(name) else { return nil }
    return try PackagePart(
      bytes, name: name, format: format, limits: options.limits, prefixes: EPUBNamespaces.prefixes,
      allowsDoctype: true)
  }

  private func checkRights() throws(DocumentError) {
    guard let part = try part(Self.encryption) else { return }
    for node in part.tree.nodes.indices where part.tree.name(of: node) == "enc:EncryptionMethod" {
      guard let method = part.tree.value("Algorithm", of: node), !Self.obfuscations.contains(method) else {
        continue
      }
      throw DocumentError(
        .unsupported, format: format, place: .part(Self.encryption),
        reason: "the book is encrypted, as shops do to protect their copies",
        advice: "ask the publisher for a copy without protection")
    }
  }

  // MARK: - Parts

  private mutating func read(_ list: PackagePart) throws(DocumentError) {
    let contents = EPUBContents(list)
    language = language ?? contents.language
    for item in contents.items where Self.pageTypes.contains(item.type) && known.insert(item.name).inserted {
      guard let bytes = try package.read(item.name) else { continue }
      pages.append(try page(bytes, named: item.name))
    }
    for item in contents.items where item.type == Self.labelsType && known.insert(item.name).inserted {
      guard var labels = try part(item.name) else { continue }
      let tree = labels.tree
      read(
        &labels,
        texts: tree.nodes.indices.filter { node in
          tree.name(of: node) == "ncx:text"
            && tree.parent(of: node).map { ["ncx:navLabel", "ncx:docTitle"].contains(tree.name(of: $0)) }
              == true
        })
      labels.statements += EPUBContents.languageStatements(tree, target: options.target)
      parts.append(labels)
    }
    var list = list
    list.statements = contents.statements(list.tree, from: options.source, to: options.target)
    if options.parts.contains(.metadata) { try readMetadata(&list) }
    for title in contents.titles {
      add(title.value, quote: title.quote, "reference@title", to: &list)
    }
    settings.append(list)
  }

  private mutating func readMetadata(_ list: inout PackagePart) throws(DocumentError) {
    let tree = list.tree
    for node in tree.nodes.indices where ["dc:title", "dc:description"].contains(tree.name(of: node)) {
      let text = tree.text(of: node)
      guard text.contains("<"), tree.children(of: node).allSatisfy({ tree.nodes[$0].kind != .element }) else {
        read(&list, texts: [node])
        continue
      }
      // Some programs describe books in HTML.
      let number = descriptions.count + 1
      let page = try page(Data(text.utf8), named: "\(list.name)/description[\(number)]", isXML: false)
      descriptions.append((settings.count, tree.nodes[node].content, page))
    }
  }

  private mutating func read(_ part: inout PackagePart, texts nodes: [Int]) {
    for node in nodes {
      let tree = part.tree
      guard !tree.children(of: node).contains(where: { tree.nodes[$0].kind != .text }) else { continue }
      add(
        tree.nodes[node].content, quote: nil, String(tree.name(of: node).split(separator: ":").last ?? ""),
        to: &part)
    }
  }

  private mutating func add(_ range: Range<Int>, quote: UInt8?, _ name: String, to part: inout PackagePart) {
    part.add(value: range, quote: quote, named: name, firstUnit: 0, to: &units)
  }

  private mutating func page(
    _ bytes: Data, named name: String, isXML: Bool = true
  ) throws(DocumentError) -> EPUBPage {
    let encoding = TextEncoding(markOf: bytes) ?? .utf8(hasMark: false)
    // What is not well-formed is read as browsers would.
    let isSound = isXML && EPUBPage.isSound(bytes, format: format, name: name, limits: options.limits)
    let document: HTMLDocument
    do {
      document = HTMLDocument(
        source: bytes, encoding: encoding, text: try encoding.decode(bytes, format: format), options: options,
        isXML: isSound)
    } catch {
      throw DocumentError(
        error.kind, format: format, place: .part(name), reason: error.reason, advice: error.advice)
    }
    let first = units.count
    units += document.units.map { unit in
      var unit = unit
      unit.id = "\(name)/\(unit.id)"
      return unit
    }
    return EPUBPage(name: name, document: document, units: first..<units.count, isSound: isSound)
  }
}
