/// A line that is no message.
public struct MessageFault: Error, Sendable, Equatable, CustomStringConvertible {
  public var reason: String
  /// Where in the line, counted from 0.
  public var byte: Int?
  /// `seg`, `targets.0`
  public var field: String?

  public init(reason: String, byte: Int? = nil, field: String? = nil) {
    (self.reason, self.byte, self.field) = (reason, byte, field)
  }

  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(reason: "is missing", field: Self.path(context.codingPath + [key]))
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      self.init(reason: "is of another kind than it should be", field: Self.path(context.codingPath))
    case .dataCorrupted(let context):
      self.init(reason: context.debugDescription, field: Self.path(context.codingPath))
    @unknown default:
      self.init(reason: String(describing: error))
    }
  }

  public var description: String {
    let place = [field.map { "\($0):" }, byte.map { "byte \($0):" }].compactMap(\.self)
    return (place + [reason]).joined(separator: " ")
  }

  private static func path(_ keys: [any CodingKey]) -> String? {
    keys.isEmpty ? nil : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}
