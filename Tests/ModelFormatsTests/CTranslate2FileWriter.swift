import Foundation

/// Writes `model.bin` of CTranslate2, any binary version, byte by byte: also files that lie.
struct CTranslate2FileWriter {
  enum Element: UInt8, CaseIterable {
    case float32, int8, int16, int32, float16, bfloat16

    var width: Int {
      switch self {
      case .float32, .int32: 4
      case .int16, .float16, .bfloat16: 2
      case .int8: 1
      }
    }
  }

  struct Variable {
    var name: String
    var shape: [Int]
    var element: Element
    var data: Data
  }

  var version: UInt32 = 6
  var specification = "TransformerSpec"
  var revision: UInt32 = 7
  var variables: [Variable] = []
  var aliases: [(alias: String, target: String)] = []

  var data: Data {
    var data = Data()
    data.append(version)
    if version >= 2 {
      data.append(specification)
      data.append(revision)
    }
    data.append(UInt32(variables.count))
    for variable in variables {
      data.append(variable.name)
      data.append(UInt8(variable.shape.count))
      for dimension in variable.shape { data.append(UInt32(truncatingIfNeeded: dimension)) }
      if version >= 4 {
        data.append(variable.element.rawValue)
        data.append(UInt32(variable.data.count))
      } else {
        data.append(UInt8(variable.element.width))
        data.append(UInt32(variable.data.count / variable.element.width))
      }
      data.append(variable.data)
    }
    if version >= 3 {
      data.append(UInt32(aliases.count))
      for (alias, target) in aliases {
        data.append(alias)
        data.append(target)
      }
    }
    return data
  }

  mutating func add(_ name: String, _ shape: [Int], _ element: Element, _ data: Data) {
    variables.append(Variable(name: name, shape: shape, element: element, data: data))
  }

  /// Floats in 0.01...1, the same for the same name.
  mutating func add(_ name: String, _ shape: [Int], as element: Element = .float32) {
    let count = shape.reduce(1, *)
    var values = Data()
    var state = UInt64(name.utf8.reduce(17) { ($0 &* 31) &+ Int($1) } & 0xFFFF_FFFF)
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Float(state >> 40) / Float(1 << 24) * 0.99 + 0.01
      switch element {
      case .float32: values.append(value.bitPattern)
      case .bfloat16: values.append(UInt16(value.bitPattern >> 16))
      // 1.0...2.0 is exact enough for shapes; the tests compare no half floats with these.
      case .float16: values.append(UInt16(0x3C00 | UInt16(state >> 54)))
      case .int8: values.append(UInt8(state >> 56))
      case .int16: values.append(UInt16(state >> 48 & 0x3FF))
      case .int32: values.append(UInt32(state >> 32))
      }
    }
    add(name, shape, element, values)
  }

  mutating func add(_ name: String, flag: Bool) {
    add(name, [], .int8, Data([flag ? 1 : 0]))
  }

  mutating func add(_ name: String, int16 value: Int16) {
    var data = Data()
    data.append(UInt16(bitPattern: value))
    add(name, [], .int16, data)
  }

  mutating func remove(_ name: String) {
    variables.removeAll { $0.name == name }
    aliases.removeAll { $0.alias == name }
  }

  mutating func change(_ name: String, _ body: (inout Variable) -> Void) {
    for index in variables.indices where variables[index].name == name { body(&variables[index]) }
  }
}

extension Data {
  mutating func append(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// u16 length with the NUL counted, bytes, NUL.
  mutating func append(_ text: String) {
    append(UInt16(text.utf8.count + 1))
    append(contentsOf: text.utf8)
    append(UInt8(0))
  }
}
