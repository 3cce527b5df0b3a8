import Foundation

/// The instructions that torch writes for weights, in the pickle protocols 2 to 5.
enum PickleInstruction: UInt8 {
  case mark = 0x28
  case emptyTuple = 0x29
  case stop = 0x2E
  case integer32 = 0x4A
  case integer8 = 0x4B
  case integer16 = 0x4D
  case none = 0x4E
  case persistentID = 0x51
  case reduce = 0x52
  case text32 = 0x58
  case emptyList = 0x5D
  case append = 0x61
  case build = 0x62
  case global = 0x63
  case appendAll = 0x65
  case recall8 = 0x68
  case recall32 = 0x6A
  case remember8 = 0x71
  case remember32 = 0x72
  case setItem = 0x73
  case tuple = 0x74
  case setItems = 0x75
  case emptyDictionary = 0x7D
  case version = 0x80
  case tuple1 = 0x85
  case tuple2 = 0x86
  case tuple3 = 0x87
  case yes = 0x88
  case no = 0x89
  case longInteger = 0x8A
  case text8 = 0x8C
  case globalOnStack = 0x93
  case remember = 0x94
  case frame = 0x95
}

extension PickleMachine {
  mutating func follow(_ instruction: PickleInstruction) throws {
    switch instruction {
    case .stop: break
    case .version:
      let version = try reader.uint8("pickle version")
      guard (2...5).contains(version) else {
        throw error(.unsupported, "protocol \(version) is not one of 2 to 5")
      }
    case .frame: _ = try reader.size64("pickle frame")
    case .none: try push(.none)
    case .yes: try push(.bool(true))
    case .no: try push(.bool(false))
    case .integer8: try push(.integer(Int(try reader.uint8("pickle number"))))
    case .integer16: try push(.integer(Int(try reader.uint16("pickle number"))))
    case .integer32:
      try push(.integer(Int(Int32(bitPattern: try reader.uint32("pickle number")))))
    case .longInteger: try push(.integer(try longInteger()))
    case .text8: try push(.text(try text(size: Int(try reader.uint8("pickle string")))))
    case .text32: try push(.text(try text(size: Int(try reader.uint32("pickle string")))))
    case .mark: try mark()
    case .emptyTuple: try pushTuple([])
    case .tuple: try pushTuple(try popToMark())
    case .tuple1: try pushTuple(try pop(1))
    case .tuple2: try pushTuple(try pop(2))
    case .tuple3: try pushTuple(try pop(3))
    case .emptyList: try pushList()
    case .append: try add(items: try pop(1))
    case .appendAll: try add(items: try popToMark())
    case .emptyDictionary: try pushDictionary()
    case .setItem: try add(pairs: try pop(2))
    case .setItems: try add(pairs: try popToMark())
    case .remember8: try remember(Int(try reader.uint8("pickle memo")))
    case .remember32: try remember(Int(try reader.uint32("pickle memo")))
    case .remember: try remember()
    case .recall8: try recall(Int(try reader.uint8("pickle memo")))
    case .recall32: try recall(Int(try reader.uint32("pickle memo")))
    case .global: try pushGlobal(module: try line(), name: try line())
    case .globalOnStack:
      guard case .text(let name) = try pop(), case .text(let module) = try pop() else {
        throw error("a name is no string")
      }
      try pushGlobal(module: module, name: name)
    case .persistentID: try push(.storage(try storage(try pop())))
    case .reduce:
      let arguments = try pop()
      try call(try pop(), arguments)
    case .build:
      // The attributes of an ordered dictionary: torch notes versions of modules there.
      _ = try pop()
      guard case .dictionary = stack.last else {
        throw error(.unsupported, "attributes of \(stack.last?.kind ?? "nothing") do not belong to weights")
      }
    }
  }

  /// Little-endian, in two's complement, of as many bytes as it needs.
  private mutating func longInteger() throws -> Int {
    let bytes = try reader.bytes(Int(try reader.uint8("pickle number")), "pickle number")
    guard bytes.count <= 8 else { throw error(.unsupported, "a number of \(bytes.count) bytes") }
    var value: UInt64 = bytes.last.map { $0 & 0x80 != 0 } == true ? .max : 0
    for byte in bytes.reversed() { value = value << 8 | UInt64(byte) }
    return Int(Int64(bitPattern: value))
  }

  private mutating func text(size: Int) throws -> String {
    guard size <= Self.maximumTextSize else { throw error(.tooLarge, "a string of \(size) bytes") }
    guard let text = String(validating: try reader.bytes(size, "pickle string"), as: UTF8.self) else {
      throw error("a string that is not UTF-8")
    }
    return text
  }

  /// Up to the next line feed.
  private mutating func line() throws -> String {
    var bytes: [UInt8] = []
    while true {
      let byte = try reader.uint8("pickle name")
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      guard bytes.count < 256 else { throw error("a name longer than 256 bytes") }
      bytes.append(byte)
    }
  }

  private mutating func pushGlobal(module: String, name: String) throws {
    guard let global = PickleGlobal(rawValue: "\(module).\(name)") else {
      throw error(
        .unsupported, field: "\(module).\(name)",
        "is no part of weights; a file that calls it is not read (safetensors cannot hold such calls)")
    }
    try push(.global(global))
  }
}
