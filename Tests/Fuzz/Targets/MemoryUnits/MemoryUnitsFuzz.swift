import Foundation
import FuzzDriver

@testable import MemoryFiles

@_cdecl("MemoryUnitsFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzUnits($0, $1) }
}

/// Whatever the bytes, they end in units that read the same once they are written, and in problems with their lines.
private func fuzzUnits(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let found = units(in: Data(UnsafeRawBufferPointer(start: bytes, count: count)))
  let writer = TMXUnitWriter(sourceLanguage: nil)
  let again = units(in: Data((writer.head + found.map(writer.entry).joined() + writer.tail).utf8))
  precondition(again.count == found.count)
  for (unit, same) in zip(found, again) {
    precondition(!unit.source.isEmpty && !unit.target.isEmpty)
    precondition((unit.from, unit.to) == (same.from, same.to))
    precondition((unit.source, unit.target) == (same.source, same.target))
    precondition(MemoryText(unit.source).form == unit.source)
  }
  return 0
}

private func units(in data: Data) -> [MemoryUnit] {
  var units: [MemoryUnit] = []
  do {
    let reader = try TMXUnitReader(data, name: "a.tmx")
    try reader.read(
      unit: { units.append($0) }, problem: { precondition($0.line > 0 && !$0.reason.isEmpty) })
  } catch {
    precondition((error as? MemoryError)?.reason.isEmpty == false, "\(error)")
  }
  return units
}
