/// A piece of an HTML source, by its bytes.
struct HTMLToken: Equatable {
  struct Attribute: Equatable {
    /// In lower case.
    var name: String
    /// The value without its quotation marks; empty at the name's end where there is none.
    var value: Range<Int>
    /// `"`, `'` or nil for a value without any.
    var quote: UInt8?
    /// Whether there is a value.
    var hasValue: Bool
  }

  enum Kind: Equatable {
    case text
    case start(name: String, attributes: [Attribute], isSelfClosing: Bool)
    case end(name: String)
    /// A comment, a declaration, a processing instruction.
    case other
  }

  var kind: Kind
  var range: Range<Int>
}
