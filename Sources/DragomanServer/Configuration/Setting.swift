/// One setting: its name is the same in the file, as a flag and, in capitals, in the environment.
package struct Setting: Sendable {
  package typealias Value<T> = WritableKeyPath<ServerConfiguration, T> & Sendable

  /// `tls-certificate`
  package let name: String
  package let help: String
  /// As it is written in the file; nil when it is not set.
  package let read: @Sendable (ServerConfiguration) -> String?
  /// - Throws: ``Refusal``
  package let write: @Sendable (inout ServerConfiguration, String) throws -> Void

  package struct Refusal: Error {
    let reason: String
  }

  /// `DRAGOMAN_TLS_CERTIFICATE`
  package var variable: String {
    "DRAGOMAN_" + name.uppercased().replacing("-", with: "_")
  }

  static func text(_ name: String, _ value: Value<String>, _ help: String) -> Setting {
    Setting(name: name, help: help) {
      $0[keyPath: value]
    } write: {
      guard !$1.isEmpty else { throw Refusal(reason: "it is empty") }
      $0[keyPath: value] = $1
    }
  }

  static func optionalText(_ name: String, _ value: Value<String?>, _ help: String) -> Setting {
    Setting(name: name, help: help) {
      $0[keyPath: value]
    } write: {
      $0[keyPath: value] = $1.isEmpty ? nil : $1
    }
  }

  static func list(_ name: String, _ value: Value<[String]>, _ help: String) -> Setting {
    Setting(name: name, help: help) {
      $0[keyPath: value].joined(separator: ",")
    } write: {
      $0[keyPath: value] = $1.split(separator: ",").map { String($0).trimmingSpaces }
    }
  }

  static func flag(_ name: String, _ value: Value<Bool>, _ help: String) -> Setting {
    Setting(name: name, help: help) {
      $0[keyPath: value] ? "true" : "false"
    } write: {
      switch $1.lowercased() {
      case "true", "yes", "on", "1": $0[keyPath: value] = true
      case "false", "no", "off", "0": $0[keyPath: value] = false
      default: throw Refusal(reason: "“\($1)” is neither true nor false")
      }
    }
  }

  static func count(
    _ name: String, _ value: Value<Int>, in range: ClosedRange<Int>, _ help: String
  ) -> Setting {
    Setting(name: name, help: help) {
      String($0[keyPath: value])
    } write: {
      $0[keyPath: value] = try number($1, in: range)
    }
  }

  static func optionalCount(
    _ name: String, _ value: Value<Int?>, in range: ClosedRange<Int>, _ help: String
  ) -> Setting {
    Setting(name: name, help: help) {
      $0[keyPath: value].map { String($0) }
    } write: {
      $0[keyPath: value] = $1.isEmpty ? nil : try number($1, in: range)
    }
  }

  static func seconds(_ name: String, _ value: Value<Double>, _ help: String) -> Setting {
    Setting(name: name, help: help) {
      let seconds = $0[keyPath: value]
      return seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    } write: {
      let text = $1.hasSuffix("s") ? String($1.dropLast()) : $1
      guard let seconds = Double(text), (0...86_400).contains(seconds) else {
        throw Refusal(reason: "“\($1)” is no number of seconds from 0 to 86400")
      }
      $0[keyPath: value] = seconds
    }
  }

  static func choice<T: RawRepresentable & CaseIterable & SendableMetatype>(
    _ name: String, _ value: Value<T>, _ help: String
  ) -> Setting where T.RawValue == String {
    let all = T.allCases.map(\.rawValue).joined(separator: ", ")
    return Setting(name: name, help: help) {
      $0[keyPath: value].rawValue
    } write: {
      guard let choice = T(rawValue: $1) else { throw Refusal(reason: "“\($1)” is none of \(all)") }
      $0[keyPath: value] = choice
    }
  }

  /// `64k`, `32M`: in units of 1024, since that is what memory has.
  private static func number(_ text: String, in range: ClosedRange<Int>) throws -> Int {
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let unit = text.last.flatMap { units[Character($0.lowercased())] }
    let digits = unit == nil ? text : String(text.dropLast())
    guard let number = Int(digits.replacing("_", with: "")) else {
      throw Refusal(reason: "“\(text)” is no whole number")
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow, range.contains(product) else {
      throw Refusal(reason: "\(text) is not within \(range.lowerBound) and \(range.upperBound)")
    }
    return product
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
