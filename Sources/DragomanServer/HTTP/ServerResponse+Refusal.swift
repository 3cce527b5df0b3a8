import Foundation
import NIOHTTP1

extension ServerResponse {
  /// An error that no API has answered. `error` is where LibreTranslate's clients look, `message` where DeepL's do.
  package static func refusal(_ status: HTTPResponseStatus, _ reason: String) -> ServerResponse {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = (try? encoder.encode(["error": reason, "message": reason])) ?? Data("{}".utf8)
    return ServerResponse(status, headers: ["Content-Type": "application/json"], body: .bytes(Array(body)))
  }
}
