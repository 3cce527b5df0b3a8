/// A part of a `multipart/form-data` body.
package struct MultipartPart: Sendable, Equatable {
  package var name: String
  /// As the client calls it, perhaps with folders; nil for what is no file.
  package var fileName: String?
  package var contentType: String?
  package var content: [UInt8]

  package init(name: String, fileName: String? = nil, contentType: String? = nil, content: [UInt8]) {
    (self.name, self.fileName, self.contentType, self.content) = (name, fileName, contentType, content)
  }
}
