import Dragoman
import Foundation
import FuzzDriver

@testable import Documents

@_cdecl("ZipFuzz_main")
public func main(_ count: CInt, _ arguments: FuzzArguments) -> CInt {
  return fuzz(count, arguments) { fuzzZip($0, $1) }
}

/// Whatever the bytes, their members are read within the limits and written again, or there is a `DocumentError`.
private func fuzzZip(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = Data(UnsafeRawBufferPointer(start: bytes, count: count))
  var limits = DocumentLimits()
  limits.unpackedBytes = 16 << 20
  do {
    let package = try ZipPackage(data, format: "zip", limits: limits)
    var total = 0
    for name in Set(package.members.map(\.name)) { total += try package.read(name)?.count ?? 0 }
    precondition(total <= limits.unpackedBytes)
    guard let first = package.members.first?.name else { return 0 }
    let written = try package.write(replacing: [first: Data("other".utf8)])
    let again = try ZipPackage(written, format: "zip", limits: DocumentLimits())
    let content = try again.read(first)
    precondition(content == Data("other".utf8))
  } catch {
    precondition(!error.reason.isEmpty)
  }
  var options = DocumentOptions(source: .english, target: .simplifiedChinese)
  options.limits = limits
  for format in FormatRegistry.standard.formats where format.recognition(of: DocumentSample(data)) > .possible
  {
    _ = try? format.parse(DocumentSource(data), options: options)
  }
  return 0
}
