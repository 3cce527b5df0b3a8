import Dragoman
import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("EPUBFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzPage($0, $1) }
}

/// Whatever the bytes of a page, it comes back as it was; one that was well-formed is so with its units written anew
/// in their places.
private func fuzzPage(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  let limits = DocumentLimits()
  guard let text = String(validating: data, as: UTF8.self) else { return 0 }
  let isSound = EPUBPage.isSound(data, format: "epub", name: "page", limits: limits)
  do {
    let page = HTMLDocument(
      source: data, encoding: .utf8(hasMark: false), text: text,
      options: DocumentOptions(source: .english, target: .simplifiedChinese), isXML: isSound)
    let same = try page.write(page.units.map { TranslatedUnit(unchanged: $0) })
    precondition(same == data)
    for reverses in [false, true] {
      let engine = MirrorEngine(reversesWords: reverses)
      let units = page.units.map { unit in
        TagPlacement(unit, engine.translate(unit.text, from: .english, to: .simplifiedChinese)).unit
      }
      let written = try page.write(units)
      guard isSound else { continue }
      precondition(EPUBPage.isSound(written, format: "epub", name: "page", limits: limits))
    }
  } catch {
    precondition(!error.reason.isEmpty)
  }
  return 0
}
