import Foundation

/// Writes Marian's `.bin` and `.npz`, byte by byte: also files that lie.
struct MarianFileWriter {
  enum Element: CaseIterable {
    case float32, intgemm8, intgemm16, forkIntgemm8, forkIntgemm16

    var code: UInt64 {
      switch self {
      case .float32: 0x404
      case .intgemm8: 0x10001
      case .intgemm16: 0x10002
      case .forkIntgemm8: 0x4101
      case .forkIntgemm16: 0x4102
      }
    }
  }

  struct Item {
    var name: String
    var shape: [Int]
    var code: UInt64
    var data: Data
  }

  var version: UInt64 = 1
  var items: [Item] = []

  /// A weight's value, the same for the same place in the same array.
  static func value(_ name: String, _ index: Int) -> Float {
    var state =
      UInt64(name.utf8.reduce(17) { ($0 &* 31) &+ Int($1) } & 0xFFFF_FFFF) &+ UInt64(index) &* 0x9E37
    state = (state ^ state >> 7) &* 6_364_136_223_846_793_005
    return Float(state >> 40) / Float(1 << 23) - 1
  }

  static func multiplier(_ element: Element, _ name: String) -> Float {
    let variation = Float(name.utf8.count % 3)
    return element == .intgemm8 || element == .forkIntgemm8 ? 100 + variation : 1000 + variation
  }

  static func values(_ name: String, _ shape: [Int]) -> [Float] {
    (0..<shape.reduce(1, *)).map { value(name, $0) }
  }

  mutating func add(_ name: String, _ shape: [Int], as element: Element = .float32) {
    let values = Self.values(name, shape)
    var data = Data()
    guard element != .float32 else {
      for value in values { data.append(value.bitPattern) }
      items.append(Item(name: name, shape: shape, code: element.code, data: data))
      return
    }
    let multiplier = Self.multiplier(element, name)
    let isWide = element == .intgemm16 || element == .forkIntgemm16
    let (rows, columns) = (shape[0], shape[1])
    for index in values.indices {
      // Embeddings lie as they are, other matrices transposed.
      let place = name.hasSuffix("Wemb") ? index : index % rows * columns + index / rows
      let quantised = (values[place] * multiplier).rounded()
      if isWide {
        data.append(UInt16(bitPattern: Int16(quantised)))
      } else {
        data.append(UInt8(bitPattern: Int8(quantised)))
      }
    }
    data.append(multiplier.bitPattern)
    while data.count % 256 != 0 { data.append(UInt8(0)) }
    items.append(Item(name: name, shape: shape, code: element.code, data: data))
  }

  mutating func add(_ name: String, text: String) {
    let data = Data(text.utf8) + [0]
    items.append(Item(name: name, shape: [data.count], code: 0x101, data: data))
  }

  mutating func remove(_ name: String) {
    items.removeAll { $0.name == name }
  }

  mutating func change(_ name: String, _ body: (inout Item) -> Void) {
    for index in items.indices where items[index].name == name { body(&items[index]) }
  }

  var binary: Data {
    var data = Data()
    data.append(version)
    data.append(UInt64(items.count))
    for item in items {
      data.append(UInt64(item.name.utf8.count + 1))
      data.append(item.code)
      data.append(UInt64(item.shape.count))
      data.append(UInt64(item.data.count))
    }
    for item in items {
      data.append(contentsOf: item.name.utf8)
      data.append(UInt8(0))
    }
    for dimension in items.flatMap(\.shape) { data.append(UInt32(truncatingIfNeeded: dimension)) }
    let padding = (256 - (data.count + 8) % 256) % 256
    data.append(UInt64(padding))
    data.append(Data(count: padding))
    for item in items { data.append(item.data) }
    return data
  }

  /// Without quantised arrays, which this container cannot hold.
  var archive: Data {
    var zip = ZipWriter()
    for item in items {
      zip.add("\(item.name).npy", Self.numpy(item.code == 0x101 ? "|i1" : "<f4", item.shape, item.data))
    }
    return zip.data
  }

  static func numpy(
    _ type: String, _ shape: [Int], _ data: Data, version: UInt8 = 1, isTransposed: Bool = false
  ) -> Data {
    let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var header =
      "{'descr': '\(type)', 'fortran_order': \(isTransposed ? "True" : "False"), 'shape': (\(sizes)), }"
    header += String(repeating: " ", count: 63 - (header.utf8.count + 10) % 64) + "\n"
    var file = Data([0x93]) + Data("NUMPY".utf8) + [version, 0]
    if version == 1 { file.append(UInt16(header.utf8.count)) } else { file.append(UInt32(header.utf8.count)) }
    return file + Data(header.utf8) + data
  }
}
