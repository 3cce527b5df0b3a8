import Foundation

/// Rearranges matrices without looking at what their elements mean.
enum MatrixBytes {
  /// Small enough for the first cache on both sides.
  private static let tile = 32

  /// [rows, columns] to [columns, rows]; `width` is an element's, 1, 2 or 4 bytes.
  static func transposed(_ data: Data, rows: Int, columns: Int, width: Int) -> Data {
    switch width {
    case 1: transposed(data, rows, columns, as: UInt8.self)
    case 2: transposed(data, rows, columns, as: UInt16.self)
    default: transposed(data, rows, columns, as: UInt32.self)
    }
  }

  private static func transposed<Element: FixedWidthInteger>(
    _ data: Data, _ rows: Int, _ columns: Int, as _: Element.Type
  ) -> Data {
    let width = MemoryLayout<Element>.size
    var result = Data(count: rows * columns * width)
    data.withUnsafeBytes { source in
      result.withUnsafeMutableBytes { destination in
        for rowTile in stride(from: 0, to: rows, by: tile) {
          for columnTile in stride(from: 0, to: columns, by: tile) {
            for row in rowTile..<min(rowTile + tile, rows) {
              for column in columnTile..<min(columnTile + tile, columns) {
                let element = source.loadUnaligned(
                  fromByteOffset: (row * columns + column) * width, as: Element.self)
                destination.storeBytes(
                  of: element, toByteOffset: (column * rows + row) * width, as: Element.self)
              }
            }
          }
        }
      }
    }
    return result
  }
}
