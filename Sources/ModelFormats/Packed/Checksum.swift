internal import CXXHash
import Foundation

/// XXH3 with 64 bits: finds damage at the speed of memory. It is no signature.
final class Checksum {
  private let state: OpaquePointer

  /// nil when memory is short.
  init?() {
    guard let state = XXH3_createState() else { return nil }
    self.state = state
    XXH3_64bits_reset(state)
  }

  deinit {
    XXH3_freeState(state)
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    XXH3_64bits_update(state, bytes.baseAddress, bytes.count)
  }

  var value: UInt64 { XXH3_64bits_digest(state) }

  /// Of all bytes at once.
  static func of(_ data: Data) -> UInt64 {
    data.withUnsafeBytes { XXH3_64bits($0.baseAddress, $0.count) }
  }
}
