/// Where characters are in UTF-8, asked for in ascending order.
struct CharacterPlaces {
  private let bytes: [UInt8]
  private var character = 0
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func byte(_ wanted: Int) -> Int {
    while character < wanted, position < bytes.count {
      position = min(position + UTF8Width.width(of: bytes[position]), bytes.count)
      character += 1
    }
    return position
  }
}
