import Foundation

/// What is in a memory.
public struct MemoryStatistics: Sendable, Equatable, Codable {
  public struct Pair: Sendable, Equatable, Codable {
    /// BCP 47.
    public var from: String
    /// BCP 47.
    public var to: String
    public var units: Int
    public var machineMade: Int
  }

  public struct Project: Sendable, Equatable, Codable {
    public var name: String
    public var units: Int
  }

  public var units: Int
  public var pairs: [Pair]
  public var projects: [Project]
  /// Of the file, in bytes.
  public var size: Int64
}
