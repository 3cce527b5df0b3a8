import Dragoman
import Foundation

@testable import Documents

/// The bytes come back when nothing was changed, and a translation has each tag once and can be read again.
func checkFormat(_ format: some DocumentFormat, _ bytes: Data) {
  do {
    let options = DocumentOptions(source: .english, target: .simplifiedChinese)
    _ = format.recognition(of: DocumentSample(bytes))
    let document = try format.parse(DocumentSource(bytes), options: options)
    let same = try document.write(document.units.map { TranslatedUnit(unchanged: $0) })
    precondition(same == bytes)
    for reverses in [false, true] {
      let engine = MirrorEngine(reversesWords: reverses)
      let units = document.units.map { unit in
        let result = TagPlacement(unit, engine.translate(unit.text, from: .english, to: .simplifiedChinese))
          .unit
        precondition(result.tags.map(\.id).sorted() == unit.tags.map(\.id).sorted())
        return result
      }
      checkReading(format, try document.write(units), options)
    }
  } catch {
    // Whatever it is, it says so.
    precondition(!error.reason.isEmpty)
  }
}

private func checkReading(_ format: some DocumentFormat, _ bytes: Data, _ options: DocumentOptions) {
  do {
    _ = try format.parse(DocumentSource(bytes), options: options)
  } catch {
    precondition(error.kind != .damaged, "\(error)")
  }
}
