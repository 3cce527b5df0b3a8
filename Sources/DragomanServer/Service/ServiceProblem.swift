import Documents
import Dragoman
import Logging
import NIOHTTP1

/// What any error of the server means to a client: each API puts it in its own shape.
package struct ServiceProblem: Sendable, Equatable {
  package var status: HTTPResponseStatus
  /// For programs: `unknown_language`.
  package var code: String
  /// For people, in English.
  package var message: String
  package var field: String?
  /// Seconds.
  package var retryAfter: Double?

  package init(
    _ status: HTTPResponseStatus, _ code: String, _ message: String, field: String? = nil,
    retryAfter: Double? = nil
  ) {
    (self.status, self.code, self.message) = (status, code, message)
    (self.field, self.retryAfter) = (field, retryAfter)
  }

  package init(_ error: any Error) {
    switch error {
    case let error as ServiceError: self.init(service: error)
    case let error as LanguageError: self.init(.badRequest, "unsupported_language", error.description)
    case let error as TranslatorError: self.init(translator: error)
    case let error as DocumentError: self.init(document: error)
    case is CancellationError: self.init(service: .cancelled)
    default:
      // What it says may tell of the machine: it belongs into the log.
      Logger(label: "dragoman.service").error("a request has failed", metadata: ["error": "\(error)"])
      self.init(.internalServerError, "failed", "the server has failed; its log may say why")
    }
  }

  private init(service error: ServiceError) {
    switch error {
    case .invalid(let field, let reason):
      self.init(.badRequest, "invalid", field.map { "\($0): \(reason)" } ?? reason, field: field)
    case .keyMissing: self.init(.unauthorized, "key_missing", "a key is needed")
    case .keyUnknown: self.init(.forbidden, "key_unknown", "the key is not known")
    case .notFound(let what): self.init(.notFound, "not_found", "there is no such \(what)")
    case .tooLarge(let what, let count, let limit):
      self.init(.payloadTooLarge, "too_large", "\(count) \(what) are too many: the limit is \(limit)")
    case .tooMany(let retryAfter):
      self.init(
        .tooManyRequests, "too_many_requests", "too many requests: try again later", retryAfter: retryAfter)
    case .quotaExceeded(let limit):
      self.init(.tooManyRequests, "quota_exceeded", "the key's \(limit) characters are used up")
    case .unsupportedLanguages(let reason): self.init(.badRequest, "unsupported_language", reason)
    case .unsupportedFormat(let reason): self.init(.badRequest, "unsupported_format", reason)
    case .notReady: self.init(.conflict, "not_ready", "the result is not there yet")
    case .unavailable(let reason, let retryAfter):
      self.init(.serviceUnavailable, "unavailable", reason, retryAfter: retryAfter)
    case .cancelled:
      self.init(.custom(code: 499, reasonPhrase: "Client Closed Request"), "cancelled", "it was cancelled")
    case .failed(let reason): self.init(.internalServerError, "failed", reason)
    }
  }

  private init(translator error: TranslatorError) {
    switch error {
    case .noRoute, .noDirectModel: self.init(.badRequest, "no_route", error.description)
    case .alreadyInLanguage: self.init(.badRequest, "already_in_language", error.description)
    case .undeterminedLanguage: self.init(.badRequest, "undetermined_language", error.description)
    case .invalidOption: self.init(.badRequest, "invalid", error.description)
    case .scriptConversionMissing, .noSuchModel: self.init(.internalServerError, "failed", error.description)
    }
  }

  private init(document error: DocumentError) {
    let message = error.description
    switch error.kind {
    case .unknownFormat, .noSuchFormat, .unsupported:
      self.init(.badRequest, "unsupported_format", message, field: "file")
    case .damaged, .unsafe: self.init(.badRequest, "damaged", message, field: "file")
    case .tooLarge: self.init(.payloadTooLarge, "too_large", message, field: "file")
    case .unchanged: self.init(.unprocessableEntity, "unchanged", message, field: "file")
    case .unitsLost: self.init(.internalServerError, "failed", message, field: "file")
    }
  }
}
