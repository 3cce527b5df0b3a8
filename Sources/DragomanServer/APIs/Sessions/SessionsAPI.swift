import Dragoman
import Live
import NIOHTTP1

/// What there is of live sessions beside their connections: their transcripts as files.
///
/// The session's resume token opens it, as `token` in the query or as `Authorization: Bearer`.
package struct SessionsAPI: HTTPAPI {
  private let sessions: LiveSessions
  private let own: OwnAPI

  /// - Parameter own: whose shapes errors have.
  package init(_ sessions: LiveSessions, own: OwnAPI) { (self.sessions, self.own) = (sessions, own) }

  package var endpoints: [Endpoint] {
    [
      Endpoint(.GET, "/v1/sessions/{id}/export") { request, path in
        try await export(request, path["id"] ?? "")
      }
    ]
  }

  package func response(to error: any Error, request: ServerRequest) -> ServerResponse {
    own.response(to: error, request: request)
  }

  private func export(_ request: ServerRequest, _ id: String) async throws -> ServerResponse {
    func value(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
    guard let form = SessionExport(rawValue: value("format") ?? "json") else {
      let known = SessionExport.allCases.map(\.rawValue).joined(separator: ", ")
      throw ServiceError.invalid(field: "format", reason: "it has to be one of \(known)")
    }
    guard let token = value("token") ?? request.authorization("Bearer") else { throw ServiceError.keyMissing }
    let target = try value("target").map { try LanguageTag($0) }
    do {
      let data = try await sessions.export(id, token: token, target: target, as: form)
      return ServerResponse(
        headers: [
          "Content-Type": form.mediaType,
          "Content-Disposition": "attachment; filename=\"session.\(form.rawValue)\"",
        ], body: .bytes(Array(data)))
    } catch LiveSessions.ExportError.noSession {
      throw ServiceError.notFound(what: "session")
    } catch LiveSessions.ExportError.noTarget(let reason) {
      throw ServiceError.invalid(field: "target", reason: reason)
    }
  }
}
