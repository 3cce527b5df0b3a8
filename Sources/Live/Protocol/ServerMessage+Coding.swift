import Dragoman
import Foundation

extension ServerMessage: Codable {
  private enum CodingKeys: String, CodingKey {
    case type, t, seg, lang, confidence, credits, code, message, summary
  }

  private enum Kind: String, Codable {
    case ready, partial, final, revise, detected, stats, flow, warn, error, pong, done
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .type) {
    case .ready: self = .ready(try Ready(from: decoder))
    case .partial: self = .partial(try Partial(from: decoder))
    case .final: self = .final(try Final(from: decoder))
    case .revise: self = .revise(try Revision(from: decoder))
    case .detected:
      self = .detected(
        segment: try container.decode(SegmentID.self, forKey: .seg),
        language: try container.decode(LanguageTag.self, forKey: .lang),
        confidence: try container.decode(Double.self, forKey: .confidence))
    case .stats: self = .stats(try Statistics(from: decoder))
    case .flow: self = .flow(credits: try container.decode(Int.self, forKey: .credits))
    case .warn:
      self = .warn(
        code: try container.decode(String.self, forKey: .code),
        message: try container.decode(String.self, forKey: .message))
    case .error: self = .error(try Failure(from: decoder))
    case .pong: self = .pong(time: try container.decodeIfPresent(Double.self, forKey: .t))
    case .done: self = .done(try container.decode(Summary.self, forKey: .summary))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func part(_ kind: Kind, _ value: (any Encodable)? = nil) throws {
      try container.encode(kind, forKey: .type)
      try value?.encode(to: encoder)
    }
    switch self {
    case .ready(let value): try part(.ready, value)
    case .partial(let value): try part(.partial, value)
    case .final(let value): try part(.final, value)
    case .revise(let value): try part(.revise, value)
    case .detected(let segment, let language, let confidence):
      try part(.detected)
      try container.encode(segment, forKey: .seg)
      try container.encode(language, forKey: .lang)
      try container.encode(confidence, forKey: .confidence)
    case .stats(let value): try part(.stats, value)
    case .flow(let credits):
      try part(.flow)
      try container.encode(credits, forKey: .credits)
    case .warn(let code, let message):
      try part(.warn)
      try container.encode(code, forKey: .code)
      try container.encode(message, forKey: .message)
    case .error(let value): try part(.error, value)
    case .pong(let time):
      try part(.pong)
      try container.encodeIfPresent(time, forKey: .t)
    case .done(let summary):
      try part(.done)
      try container.encode(summary, forKey: .summary)
    }
  }

  /// - Throws: ``MessageFault``
  public init(line: [UInt8]) throws(MessageFault) {
    do {
      self = try JSONDecoder().decode(ServerMessage.self, from: Data(line))
    } catch let error as DecodingError {
      throw MessageFault(error)
    } catch {
      throw MessageFault(reason: String(describing: error))
    }
  }

  /// One line, without its end.
  public var line: [UInt8] { JSONLine.encode(self) }
}
