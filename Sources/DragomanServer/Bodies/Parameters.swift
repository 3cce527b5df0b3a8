/// What a client asks for, wherever it has put it: the query, a form, a multipart body, JSON.
///
/// A body's fields come before those of the query that have the same name. `text=a&text=b`, `text[]=a` and a JSON
/// array are the same.
package struct Parameters: Sendable {
  private var values: [String: [JSONValue]] = [:]
  private var files: [String: UploadedFile] = [:]
  /// Of JSON: an array that was given, even with one text or none.
  private var arrays: Set<String> = []

  package init() {}

  /// - Throws: ``ServiceError/invalid(field:reason:)``, ``ServiceError/tooLarge(what:count:limit:)``
  package init(_ request: ServerRequest) throws(ServiceError) {
    var parameters = Parameters()
    try parameters.readBody(of: request)
    let inBody = Set(parameters.values.keys)
    for (name, value) in request.query where !inBody.contains(Self.plain(name)) {
      parameters.add(name, .string(value))
    }
    self = parameters
  }

  private mutating func readBody(of request: ServerRequest) throws(ServiceError) {
    guard !request.body.isEmpty else { return }
    let type = HeaderParameters(request.headers.first(name: "content-type") ?? "")
    switch type.value {
    case "application/x-www-form-urlencoded":
      for (name, value) in try FormReader.fields(of: request.body) { add(name, .string(value)) }
    case "multipart/form-data":
      guard let boundary = type["boundary"] else {
        throw .invalid(field: "Content-Type", reason: "multipart/form-data without a boundary")
      }
      for part in try MultipartReader.parts(of: request.body, boundary: boundary) { try add(part) }
    case let value where value == "application/json" || value.hasSuffix("+json"): try addJSON(request.body)
    // Clients without a content type send forms or JSON, and JSON begins like no form does.
    case "", "text/plain":
      if request.body.first(where: { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }) == UInt8(ascii: "{") {
        try addJSON(request.body)
      } else {
        for (name, value) in try FormReader.fields(of: request.body) { add(name, .string(value)) }
      }
    default:
      throw .invalid(
        field: "Content-Type",
        reason: "\(type.value.prefix(100)) is not taken: application/json, application/x-www-form-urlencoded"
          + " and multipart/form-data are")
    }
  }

  private mutating func addJSON(_ body: [UInt8]) throws(ServiceError) {
    let json: JSONValue
    do { json = try JSONValue(body) } catch { throw .invalid(field: nil, reason: error.description) }
    guard case .object(let members) = json else {
      throw .invalid(field: nil, reason: "the body has to be a JSON object")
    }
    for (name, value) in members {
      values[name] = nil
      switch value {
      case .null: break
      case .array(let items):
        arrays.insert(name)
        values[name] = items
      default: values[name] = [value]
      }
    }
  }

  private mutating func add(_ part: MultipartPart) throws(ServiceError) {
    if let name = part.fileName {
      files[part.name] = UploadedFile(name: name, bytes: part.content)
      return
    }
    guard let text = String(validating: part.content, as: UTF8.self) else {
      throw .invalid(field: part.name, reason: "it is no UTF-8")
    }
    add(part.name, .string(text))
  }

  private mutating func add(_ name: String, _ value: JSONValue) {
    let plain = Self.plain(name)
    if plain != name { arrays.insert(plain) }
    values[plain, default: []].append(value)
  }

  /// `text[]` is `text`.
  private static func plain(_ name: String) -> String {
    name.hasSuffix("[]") ? String(name.dropLast(2)) : name
  }
}

extension Parameters {
  package var names: Set<String> { Set(values.keys).union(files.keys) }

  package func has(_ name: String) -> Bool { values[name] != nil || files[name] != nil }

  /// All values of a field as they came.
  package func all(_ name: String) -> [JSONValue] { values[name] ?? [] }

  /// Whether a field was given as an array, or more than once.
  package func isArray(_ name: String) -> Bool { arrays.contains(name) || all(name).count > 1 }

  package func file(_ name: String) -> UploadedFile? { files[name] }
}
