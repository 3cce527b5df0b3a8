import Foundation

/// What can go wrong between ids in and ids out.
public enum InferenceError: Error, Equatable, Sendable {
  /// The machine would not give this much memory.
  case outOfMemory(bytes: Int)
  /// A weight does not have the shape that the model's other weights ask for.
  case wrongShape(weight: String, expected: [Int], found: [Int])
  /// A weight holds fewer bytes or scales than its shape says.
  case truncatedWeight(weight: String)
  /// The model has more positions in the source than it was built for.
  case sourceTooLong(tokens: Int, limit: Int)
  /// A source sentence without a single token.
  case emptySource
  /// An id outside of the vocabulary.
  case unknownToken(id: Int32, vocabulary: Int)
  /// An option outside of its range.
  case invalidOption(name: String, reason: String)
}

extension InferenceError: CustomStringConvertible, LocalizedError {
  public var description: String {
    switch self {
    case .outOfMemory(let bytes):
      "the system did not give \(bytes) bytes of memory"
    case .wrongShape(let weight, let expected, let found):
      "weight '\(weight)' has shape \(found) where \(expected) is needed"
    case .truncatedWeight(let weight):
      "weight '\(weight)' holds less data than its shape says"
    case .sourceTooLong(let tokens, let limit):
      "a sentence of \(tokens) tokens is longer than the model's \(limit) positions"
    case .emptySource:
      "a sentence to decode has no tokens"
    case .unknownToken(let id, let vocabulary):
      "token id \(id) lies outside of the vocabulary of \(vocabulary)"
    case .invalidOption(let name, let reason):
      "decoding option '\(name)': \(reason)"
    }
  }

  public var errorDescription: String? { description }
}
