import Documents
import Foundation

/// Why a glossary cannot be used: everything that is wrong with it, with lines.
public struct GlossaryError: Error, Sendable, Equatable {
  public enum Kind: Sendable {
    /// There is no such file.
    case missing
    /// It cannot be opened.
    case unreadable
    /// Its content is not what it should be.
    case damaged
  }

  public struct Problem: Sendable, Equatable {
    /// Counted from 1; nil where it concerns the whole file.
    public var line: Int?
    public var reason: String

    public init(line: Int? = nil, reason: String) { (self.line, self.reason) = (line, reason) }
  }

  /// How many are told; the others are counted.
  public static let mostProblems = 20

  public var kind: Kind
  public var file: String
  public var problems: [Problem]
  /// Of all problems, told or not.
  public var count: Int
  public var advice: String?

  public init(
    _ kind: Kind = .damaged, file: String, problems: [Problem], count: Int? = nil, advice: String? = nil
  ) {
    (self.kind, self.file, self.problems, self.advice) = (kind, file, problems, advice)
    self.count = count ?? problems.count
  }

  init(_ error: DocumentError, file: String) {
    let line: Int? = if case .line(let line) = error.place { line } else { nil }
    let byte = if case .byte(let byte) = error.place { "byte \(byte): " } else { "" }
    self.init(file: file, problems: [Problem(line: line, reason: byte + error.reason)], advice: error.advice)
  }
}

extension GlossaryError: CustomStringConvertible, LocalizedError {
  public var description: String {
    var lines = problems.map { problem in
      "\(file)\(problem.line.map { ", line \($0)" } ?? ""): \(problem.reason)"
    }
    if count > problems.count { lines.append("\(file): \(count - problems.count) more of the kind") }
    return lines.joined(separator: "\n")
  }

  public var errorDescription: String? { description }
}
