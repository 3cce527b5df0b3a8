import Foundation
import Inference

/// How a `Translator` works, once for all its calls.
public struct TranslatorConfiguration: Sendable {
  /// Worker threads of each model; one for each core is right.
  public var threadCount = ProcessInfo.processInfo.activeProcessorCount
  /// int8 is several times faster than float32 and hardly differs in quality.
  public var computeType = ComputeType.int8

  public init() {}
}
