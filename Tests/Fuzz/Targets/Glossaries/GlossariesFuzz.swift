import Dragoman
import Foundation
import FuzzDriver

@testable import Terminology

@_cdecl("GlossariesFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzGlossaries($0, $1) }
}

/// Whatever the bytes, they end in entries that can be checked and looked up, or in a `GlossaryError` with a reason.
private func fuzzGlossaries(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    let file = GlossaryFile(languages: (.english, .simplifiedChinese))
    let entries = try file.entries(of: data, name: "a.csv")
    let glossary = Glossary(entries)
    _ = GlossaryCheck(entries).findings()
    for entry in entries.prefix(50) {
      precondition(entry.forms.values.allSatisfy { !$0.contains(where: \.isEmpty) })
      let finder = glossary.finder(from: .english, to: .simplifiedChinese)
      for form in entry.forms(in: .english) {
        for match in finder.matches(in: form) { precondition(match.range.upperBound <= form.utf8.count) }
      }
    }
  } catch let error as GlossaryError {
    precondition(error.problems.allSatisfy { !$0.reason.isEmpty } && !error.problems.isEmpty)
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}
