extension LibreTranslateAPI {
  /// A description of these endpoints, as theirs has one.
  func spec() -> ServerResponse {
    .json([
      "swagger": "2.0", "info": ["title": "LibreTranslate API of Dragoman", "version": "1.6"],
      "basePath": "/",
      "schemes": ["http", "https"], "consumes": ["application/json", "application/x-www-form-urlencoded"],
      "produces": ["application/json"],
      "paths": [
        "/translate": [
          "post": Self.operation(
            "Translate text",
            [
              ("q", "string", true), ("source", "string", true), ("target", "string", true),
              ("format", "string", false),
              ("alternatives", "integer", false), ("api_key", "string", false),
            ])
        ],
        "/detect": [
          "post": Self.operation(
            "Detect the language of text", [("q", "string", true), ("api_key", "string", false)])
        ],
        "/languages": ["get": Self.operation("List the languages", [])],
        "/translate_file": [
          "post": Self.operation(
            "Translate a file",
            [
              ("file", "file", true), ("source", "string", true), ("target", "string", true),
              ("api_key", "string", false),
            ])
        ],
        "/download_file/{name}": ["get": Self.operation("Download a translated file", [], path: "name")],
        "/frontend/settings": ["get": Self.operation("Settings of the server", [])],
        "/suggest": ["post": Self.operation("Disabled", [])],
      ],
    ])
  }

  private static func operation(
    _ summary: String, _ fields: [(name: String, type: String, isRequired: Bool)], path: String? = nil
  ) -> JSONValue {
    let parameters = fields.map { field -> JSONValue in
      [
        "name": .string(field.name), "in": "formData", "type": .string(field.type),
        "required": .boolean(field.isRequired),
      ]
    }
    let inPath = path.map { name -> JSONValue in
      ["name": .string(name), "in": "path", "type": "string", "required": true]
    }
    return [
      "summary": .string(summary), "parameters": .array(parameters + [inPath].compactMap { $0 }),
      "responses": [
        "200": ["description": "The result"], "400": ["description": "What was asked for makes no sense"],
        "403": ["description": "A key is missing or unknown"], "429": ["description": "Too much at once"],
        "500": ["description": "The server has failed"],
      ],
    ]
  }
}
