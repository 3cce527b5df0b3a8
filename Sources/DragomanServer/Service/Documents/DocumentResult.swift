/// A translated document's bytes.
package struct DocumentResult: Sendable {
  package var name: String
  package var contentType: String
  package var bytes: [UInt8]
}
