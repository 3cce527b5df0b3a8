import Foundation
import Synchronization

/// The models of a folder as long as nothing comes into it or goes out of it: whoever translates asks for them with every
/// text.
final class InventoryMemory: Sendable {
  private struct Stamp: Equatable {
    var inode: UInt64
    var seconds: Int
    var nanoseconds: Int
  }

  /// A folder that has just changed may change again without its time showing it.
  private static let settling = 0.1

  private let known = Mutex<(stamp: Stamp, models: [InstalledModel])?>(nil)

  /// - Parameter make: reads the folder.
  func models(in folder: String, _ make: () -> [InstalledModel]) -> [InstalledModel] {
    guard let stamp = Self.stamp(of: folder) else { return make() }
    if let known = known.withLock({ $0 }), known.stamp == stamp { return known.models }
    let models = make()
    let age = Date().timeIntervalSince1970 - Double(stamp.seconds) - Double(stamp.nanoseconds) * 1e-9
    known.withLock { $0 = age > Self.settling && Self.stamp(of: folder) == stamp ? (stamp, models) : nil }
    return models
  }

  private static func stamp(of folder: String) -> Stamp? {
    var status = stat()
    guard stat(folder, &status) == 0 else { return nil }
    return Stamp(
      inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
  }
}
