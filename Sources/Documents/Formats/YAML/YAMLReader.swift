import CYaml
import Dragoman

/// Finds the scalars of a YAML text. libyaml says what is one and where; aliases are never followed.
struct YAMLReader {
  /// A root that is a language's code.
  struct Root {
    var language: LanguageTag
    var code: String
    /// Without quotation marks.
    var range: Range<Int>
    var isPlain: Bool
  }

  private struct Frame {
    enum Kind {
      case mapping
      case sequence
    }
    var kind: Kind
    var isFlow: Bool
    /// Of a mapping the key whose value comes; nil where a key comes.
    var key: String?
    var count = 0
    /// Inside a key that is no scalar.
    var isKey: Bool
  }

  /// Each directive is compared with all others.
  private static let mostDirectives = 1000

  private let format: String
  private let limits: DocumentLimits
  private let bytes: [UInt8]
  private let scalars: YAMLScalars
  private var places: CharacterPlaces
  private var stack: [Frame] = []
  private var rootKeys: [Root?] = []
  private(set) var slots: [ValueSlot] = []
  private(set) var otherValues = 0
  private(set) var language: Root?

  init(_ bytes: [UInt8], format: String, limits: DocumentLimits) throws(DocumentError) {
    (self.bytes, self.format, self.limits) = (bytes, format, limits)
    scalars = YAMLScalars(bytes)
    places = CharacterPlaces(bytes)
    guard Self.directives(bytes) <= Self.mostDirectives else {
      throw DocumentError(
        .tooLarge, format: format, reason: "it has more than \(Self.mostDirectives) directives")
    }
    let failure: DocumentError? = bytes.withUnsafeBufferPointer { buffer in
      var parser = yaml_parser_t()
      guard yaml_parser_initialize(&parser) == 1 else {
        return DocumentError(.tooLarge, format: format, reason: "there is no memory for it")
      }
      defer { yaml_parser_delete(&parser) }
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      return readEvents(&parser)
    }
    if let failure { throw failure }
    if rootKeys.count == 1, let root = rootKeys[0], slots.allSatisfy({ $0.path.count > 1 }) {
      language = root
      for index in slots.indices { slots[index].path.removeFirst() }
    }
  }

  /// Lines that may be directives.
  private static func directives(_ bytes: [UInt8]) -> Int {
    bytes.indices.count { index in
      bytes[index] == UInt8(ascii: "%")
        && (index == 0 || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D)
    }
  }

  private mutating func readEvents(_ parser: inout yaml_parser_t) -> DocumentError? {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let reason = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
        return DocumentError(
          .damaged, format: format, place: .line(Int(clamping: parser.problem_mark.line) + 1),
          reason: "is not YAML: \(reason)")
      }
      defer { yaml_event_delete(&event) }
      switch event.type {
      case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return nil
      case YAML_SCALAR_EVENT: scalar(event)
      case YAML_ALIAS_EVENT: _ = beginNode(text: nil)
      case YAML_MAPPING_START_EVENT:
        push(.mapping, isFlow: event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
      case YAML_SEQUENCE_START_EVENT:
        push(.sequence, isFlow: event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE)
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: _ = stack.popLast()
      default: break
      }
      if stack.count > limits.depth {
        return DocumentError(
          .tooLarge, format: format, place: .line(Int(clamping: event.start_mark.line) + 1),
          reason: "is nested deeper than \(limits.depth) levels")
      }
    }
  }

  // MARK: - Nodes

  private mutating func push(_ kind: Frame.Kind, isFlow: Bool) {
    let isKey = beginNode(text: nil)
    if stack.isEmpty, kind == .sequence { rootKeys += [nil, nil] }
    stack.append(
      Frame(
        kind: kind, isFlow: isFlow || stack.last?.isFlow ?? false, isKey: isKey || stack.last?.isKey ?? false)
    )
  }

  /// Takes the place of a node in what it is in.
  /// - Returns: whether it is a key.
  private mutating func beginNode(text: String?) -> Bool {
    guard let top = stack.indices.last else { return false }
    guard stack[top].kind == .mapping else {
      stack[top].count += 1
      return false
    }
    guard stack[top].key == nil else {
      stack[top].key = nil
      return false
    }
    stack[top].key = text ?? "?"
    if stack.count == 1, text == nil { rootKeys.append(nil) }
    return true
  }

  private mutating func scalar(_ event: yaml_event_t) {
    let data = event.data.scalar
    let text =
      data.value.map { String(decoding: UnsafeBufferPointer(start: $0, count: data.length), as: UTF8.self) }
      ?? ""
    // Before the key is taken for done.
    let path = stack.map { $0.kind == .mapping ? $0.key ?? "?" : "\($0.count)" }
    let isFlow = stack.last?.isFlow ?? false
    let inKey = stack.last?.isKey ?? false
    let start = places.byte(Int(clamping: event.start_mark.index))
    let end = places.byte(Int(clamping: event.end_mark.index))
    if beginNode(text: text) {
      if stack.count == 1 { rootKeys.append(rootKey(text, start..<end)) }
      return
    }
    guard !inKey, !text.isEmpty else { return }
    let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
    if let tag = data.tag, String(cString: tag) != "tag:yaml.org,2002:str" {
      otherValues += 1
    } else if isPlain, data.tag == nil, YAMLPlain.isOther(text) {
      otherValues += 1
    } else if let found = scalars.slot(text, start..<end, isFlow: isFlow) {
      slots.append(ValueSlot(path: path, range: found.range, text: text, encoded: found.encoded))
    }
  }

  private func rootKey(_ text: String, _ range: Range<Int>) -> Root? {
    guard let language = ValueReading.language(ofKey: text), let first = range.first, first < bytes.count
    else { return nil }
    let isQuoted = bytes[first] == UInt8(ascii: "\"") || bytes[first] == UInt8(ascii: "'")
    let inside = isQuoted ? range.lowerBound + 1..<max(range.upperBound - 1, range.lowerBound + 1) : range
    // With an anchor before it, it is more than a code.
    guard bytes[inside].elementsEqual(text.utf8) else { return nil }
    return Root(language: language, code: text, range: inside, isPlain: !isQuoted)
  }
}
