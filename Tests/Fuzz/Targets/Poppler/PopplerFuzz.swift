import Dragoman
import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("PopplerFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzPoppler($0, $1) }
}

/// Whatever poppler's programs say of a PDF, before a NUL byte of its words and behind it of its fonts, it becomes
/// documents of both kinds.
private func fuzzPoppler(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  let parts = data.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  let text = PDFText(words: parts.first ?? Data(), fonts: parts.count > 1 ? parts[1] : Data())
  for form in DocumentOptions.RebuiltForm.allCases {
    var options = DocumentOptions(source: .english, target: .simplifiedChinese)
    options.rebuilt = form
    let document = PDFDocument(text, images: 1, options: options)
    do {
      let engine = MirrorEngine(reversesWords: true)
      let units = document.units.map { unit in
        TagPlacement(unit, engine.translate(unit.text, from: .english, to: .simplifiedChinese)).unit
      }
      let written = try document.write(units)
      guard form == .docx else { continue }
      // What was written can be read.
      _ = try DocxFormat().parse(DocumentSource(written), options: options)
    } catch {
      precondition(error.kind == .tooLarge, error.reason)
    }
  }
  return 0
}
