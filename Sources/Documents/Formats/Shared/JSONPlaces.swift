/// Where the values of a JSON text stand: its bytes are kept, and some of its strings replaced.
indirect enum JSONPlaces: Sendable {
  case object([(key: String, value: JSONPlaces)], range: Range<Int>)
  case array([JSONPlaces], range: Range<Int>)
  /// With its quotation marks.
  case string(range: Range<Int>)
  case number(Double, range: Range<Int>)
  /// `true`, `false`, `null`.
  case word(range: Range<Int>)

  var range: Range<Int> {
    switch self {
    case .object(_, let range), .array(_, let range), .string(let range), .number(_, let range),
      .word(let range):
      range
    }
  }

  /// The first value of a key.
  subscript(key: String) -> JSONPlaces? {
    guard case .object(let members, _) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var elements: [JSONPlaces]? {
    guard case .array(let elements, _) = self else { return nil }
    return elements
  }

  var number: Double? {
    guard case .number(let value, _) = self else { return nil }
    return value
  }

  var stringRange: Range<Int>? {
    guard case .string(let range) = self else { return nil }
    return range
  }
}
