internal import CXML
import Foundation

/// Whether bytes are XML that may be read: well-formed, without entities of their own, and not too deep. Nothing
/// outside of the bytes is ever read.
enum XMLCheck {
  /// - Parameter allowsDoctype: whether a document type may be named.
  static func check(
    _ bytes: Data, format: String, part: String? = nil, limits: DocumentLimits, allowsDoctype: Bool = false
  ) throws(DocumentError) {
    var problem = dragoman_xml_problem()
    let status = bytes.withUnsafeBytes { bytes in
      dragoman_xml_check(
        bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, Int32(clamping: limits.depth),
        allowsDoctype ? 1 : 0, &problem)
    }
    guard status != 0 else { return }
    let message = withUnsafeBytes(of: problem.message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    let kind: DocumentError.Kind =
      switch Int(status) {
      case DRAGOMAN_XML_UNSAFE: .unsafe
      case DRAGOMAN_XML_TOO_DEEP, DRAGOMAN_XML_NO_MEMORY: .tooLarge
      default: .damaged
      }
    let line = Int(problem.line)
    guard let part else {
      throw DocumentError(kind, format: format, place: line > 0 ? .line(line) : nil, reason: message)
    }
    throw DocumentError(
      kind, format: format, place: .part(part), reason: line > 0 ? "line \(line): \(message)" : message)
  }
}
