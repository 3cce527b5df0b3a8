import Foundation

/// Says where in a JSON document decoding failed.
enum JSONFault {
  static func describe(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "is not valid JSON" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(let type, let context):
      return "\(place(context.codingPath)) is not of type \(type)"
    case .valueNotFound(let type, let context):
      return "\(place(context.codingPath)) is null where \(type) is expected"
    case .dataCorrupted(let context):
      if context.codingPath.isEmpty { return "is not valid JSON" }
      return "\(place(context.codingPath)) is invalid: \(context.debugDescription)"
    @unknown default:
      return "cannot be decoded"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    var text = ""
    for key in path {
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
    return text.isEmpty ? "the document" : text
  }
}
