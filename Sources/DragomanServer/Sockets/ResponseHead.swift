import Foundation
import NIOCore
import NIOHTTP1

/// The head of a response as bytes.
enum ResponseHead {
  static func bytes(_ status: HTTPResponseStatus, _ headers: HTTPHeaders) -> ByteBuffer {
    var buffer = ByteBuffer()
    buffer.writeString("HTTP/1.1 \(status.code) \(clean(status.reasonPhrase))\r\n")
    for (name, value) in headers {
      buffer.writeString("\(clean(name)): \(clean(value))\r\n")
    }
    buffer.writeString("\r\n")
    return buffer
  }

  static let `continue` = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")

  /// A file's name in a header must not begin another header.
  private static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
  }

  /// `Sat, 28 Nov 2026 04:00:00 GMT`
  static func date(_ date: Date = Date()) -> String {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(separator: ":")
    let day = "\(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900)"
    return "\(days[Int(parts.tm_wday)]), \(day) \(time) GMT"
  }
}
