import Dragoman
import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("XMLFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzXML($0, $1) }
}

/// Whatever the bytes, their elements lie in them and in each other; and as the part of a document they end in units
/// that are written, or in a `DocumentError`.
private func fuzzXML(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  let tree = XMLTree([UInt8](data), prefixes: OfficeNamespaces.prefixes)
  for node in tree.nodes.indices {
    let range = tree.nodes[node].range
    let content = tree.nodes[node].content
    precondition(range.lowerBound <= content.lowerBound && content.upperBound <= range.upperBound)
    precondition(range.upperBound <= count)
    if let parent = tree.parent(of: node) {
      let outer = tree.nodes[parent].content
      precondition(outer.lowerBound <= range.lowerBound && range.upperBound <= outer.upperBound)
    }
    for attribute in tree.attributes(of: node) {
      precondition(attribute.value.upperBound <= range.upperBound)
    }
  }
  do {
    let part = try PackagePart(data, name: "part.xml", format: "docx", limits: DocumentLimits())
    var scope = OfficePartReader.Scope()
    scope.plainElements = ["dc:title"]
    scope.describedElements = ["wp:docPr"]
    for target in [LanguageTag.simplifiedChinese, LanguageTag(canonicalLanguage: "ar")] {
      var units: [DocumentUnit] = []
      let read = OfficePartReader.read(part, scope, target: target, units: &units)
      let translated = units.map { unit in
        TagPlacement(
          unit, MirrorEngine(reversesWords: true).translate(unit.text, from: .english, to: target)
        ).unit
      }
      let written = PackagePartWriter(read, translated, source: .english, target: target).write()
      // What was well-formed is so again.
      try XMLCheck.check(written, format: "docx", limits: deep)
    }
  } catch {
    precondition(!error.reason.isEmpty)
  }
  return 0
}

private let deep = DocumentLimits()
