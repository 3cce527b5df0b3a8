import Dragoman

/// Tables of text, `.csv` and `.tsv`: the cells of the columns that are chosen, or that hold prose. The first row, where
/// it names the columns, stays as it is: programs find columns by it.
public struct TableFormat: DocumentFormat {
  public let name = "csv"
  public let fileExtensions = ["csv", "tsv", "tab"]

  public init() {}

  /// Commas make no table: a name has to say so.
  public func recognition(of sample: DocumentSample) -> Recognition {
    guard let head = sample.head, sample.root == nil else { return .none }
    return TableDelimiter.sniff(Array(head.utf8)) == nil ? .none : .possible
  }

  public func parse(
    _ source: DocumentSource, options: DocumentOptions
  ) throws(DocumentError) -> any ParsedDocument {
    let text = try ValueReading.text(source, format: name, limits: options.limits)
    let isTabbed = ["tsv", "tab"].contains(source.fileExtension)
    let delimiter = TableDelimiter.sniff(text.bytes) ?? UInt8(ascii: isTabbed ? "\t" : ",")
    let table = TableReader(text.bytes, delimiter: delimiter)
    guard table.cells.count <= options.limits.units * 10 else {
      throw DocumentError(
        .tooLarge, format: name,
        reason: "it has \(table.cells.count) cells, and the limit is \(options.limits.units * 10)")
    }
    let columns = try TableColumns(table, wanted: options.columns)
    var slots: [ValueSlot] = []
    for (row, cells) in table.rows.enumerated() where row > 0 || !columns.hasHeader {
      for (column, cell) in cells.enumerated() where columns.chosen.contains(column) {
        let cell = table.cells[cell]
        let text = table.text(cell)
        if ValueText.judge(text) == .symbol || cell.isDamaged { continue }
        let style = TableCellStyle(isQuoted: cell.isQuoted, delimiter: delimiter)
        slots.append(
          ValueSlot(
            path: columns.names.indices.contains(column) ? [columns.names[column]] : [], range: cell.range,
            text: text,
            id: "\(row + 1)/\(column + 1)", isChosen: true
          ) { style.written($0) })
      }
    }
    var options = options
    options.keys = KeyFilter()
    return try ValueReading.document(
      .init(
        format: name, data: source.bytes, bytes: text.bytes, slots: slots,
        syntaxes: Array(repeating: .none, count: slots.count), isCatalogue: true, encode: text.encode),
      options: options)
  }
}
