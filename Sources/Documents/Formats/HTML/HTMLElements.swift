/// What is known of the elements of HTML.
enum HTMLElements {
  /// Those that stand within a sentence; any other ends it.
  static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em",
    "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "math", "meter", "output", "progress", "q", "rp",
    "rt",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "svg", "time", "tt", "u", "var",
    "wbr",
  ]

  /// Those that tell how words are read.
  static let readings: Set<String> = ["rt", "rp", "rtc"]

  /// Those without content and end tag.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
  ]

  /// Those whose content is code and not prose.
  static let untranslated: Set<String> = [
    "code", "iframe", "kbd", "math", "noembed", "noframes", "plaintext", "pre", "samp", "script", "style",
    "svg",
    "template", "textarea", "var", "xmp", "object", "audio", "video", "canvas",
  ]

  /// Those whose end tag may be left out before the next of their kind.
  static let optionalEnd: Set<String> = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot",
  ]

  /// Attributes that readers see or hear.
  static let visibleAttributes: Set<String> = [
    "alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder",
  ]

  /// `name` or `property` of a `meta` element whose content is prose.
  static let descriptions: Set<String> = [
    "description", "og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description",
    "twitter:image:alt", "application-name", "apple-mobile-web-app-title",
  ]

  /// Whether the element says that it is not to be translated.
  static func isKept(_ attributes: [HTMLToken.Attribute], in bytes: [UInt8]) -> Bool {
    attributes.contains { attribute in
      let value = String(decoding: bytes[attribute.value], as: UTF8.self).lowercased()
      switch attribute.name {
      case "translate": return value == "no"
      case "class": return value.split(whereSeparator: \.isWhitespace).contains("notranslate")
      default: return false
      }
    }
  }
}

extension HTMLElements {
  private static let blocks: Set<String> = [
    "address", "article", "aside", "base", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
    "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li",
    "link",
    "main", "menu", "menuitem", "meta", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
  ]

  /// Whether it is one of the elements that stand between paragraphs.
  static func isBlock(_ name: String) -> Bool { blocks.contains(name) }
}
