import Foundation
import FuzzDriver
import Inference

@testable import ModelFormats

@_cdecl("MarianFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzMarian($0, $1) }
}

/// Whatever the bytes, reading them ends in a result or in a `ModelFormatError`. The first
/// byte chooses the kind of file.
private func fuzzMarian(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  guard let kind = input.first else { return 0 }
  let data = Data(input.dropFirst())
  do {
    switch kind % 5 {
    case 0: try check(MarianReader.read(MarianFile(binary: data, file: "fuzz")), size: count)
    case 1: try check(MarianReader.read(MarianFile(archive: data, file: "fuzz")), size: 4 * count)
    case 2: try readShortlist(data)
    case 3: _ = try MarianConfiguration(data, file: "fuzz", place: "")
    default:
      var reader = MarianVocabularyReader(data: data, file: "fuzz")
      _ = try reader.read()
    }
  } catch is ModelFormatError {
    return 0
  } catch {
    preconditionFailure("an error of another type: \(error)")
  }
  return 0
}

private func check(_ model: MarianReader.Model, size: Int) {
  let weight = model.parameters.outputLayer.weight
  precondition(weight.data.count == weight.count * weight.elementType.size && weight.data.count <= size)
}

/// A table's checksum is not to be guessed: it is set right, so that what lies behind it is read.
private func readShortlist(_ data: Data) throws {
  var table = data
  if table.count >= 16 {
    withUnsafeBytes(of: MarianShortlistFile.checksum(table).littleEndian) {
      table.replaceSubrange(table.startIndex + 8..<table.startIndex + 16, with: $0)
    }
  }
  let shortlist = try MarianShortlistFile.read(
    table, file: "fuzz", sourceCount: 3, targetCount: 5, sharesVocabulary: true)
  precondition(shortlist.offsets.count == 4 && shortlist.targets.allSatisfy { (0..<5).contains($0) })
  precondition(shortlist.offsets.allSatisfy { $0 <= shortlist.targets.count })
}
