import Documents
import Foundation

extension ClientMessage: Codable {
  private enum CodingKeys: String, CodingKey { case type, t, seq, seg }

  private enum Kind: String, Codable { case hello, config, source, term, correct, flush, ping, ack, end }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .type) {
    case .hello: self = .hello(try Hello(from: decoder))
    case .config: self = .config(try SessionConfiguration(from: decoder))
    case .source: self = .source(try SourceRevision(from: decoder))
    case .term: self = .term(try TermChange(from: decoder))
    case .correct: self = .correct(try Correction(from: decoder))
    case .flush: self = .flush(try container.decodeIfPresent(SegmentID.self, forKey: .seg))
    case .ping: self = .ping(time: try container.decodeIfPresent(Double.self, forKey: .t))
    case .ack: self = .ack(sequence: try container.decode(Int.self, forKey: .seq))
    case .end: self = .end
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func part(_ kind: Kind, _ value: (any Encodable)? = nil) throws {
      try container.encode(kind, forKey: .type)
      try value?.encode(to: encoder)
    }
    switch self {
    case .hello(let hello): try part(.hello, hello)
    case .config(let configuration): try part(.config, configuration)
    case .source(let revision): try part(.source, revision)
    case .term(let change): try part(.term, change)
    case .correct(let correction): try part(.correct, correction)
    case .flush(let segment):
      try part(.flush)
      try container.encodeIfPresent(segment, forKey: .seg)
    case .ping(let time):
      try part(.ping)
      try container.encodeIfPresent(time, forKey: .t)
    case .ack(let sequence):
      try part(.ack)
      try container.encode(sequence, forKey: .seq)
    case .end: try part(.end)
    }
  }

  /// Reads a line.
  ///
  /// - Throws: ``MessageFault``
  public init(line: [UInt8]) throws(MessageFault) {
    if let fault = JSONFault(in: line) {
      throw MessageFault(reason: fault.reason, byte: fault.byte)
    }
    do {
      self = try JSONDecoder().decode(ClientMessage.self, from: Data(line))
    } catch let error as DecodingError {
      throw MessageFault(error)
    } catch {
      throw MessageFault(reason: String(describing: error))
    }
  }

  /// One line, without its end.
  public var line: [UInt8] { JSONLine.encode(self) }
}
