import Dragoman

/// The language that a preamble names, and what to change for another one.
struct LaTeXLanguage: Sendable {
  private(set) var declared: LanguageTag?
  private(set) var edits: [SourceEdits.Edit] = []
  /// What the preamble needs for the target, and does not have.
  private(set) var warning: String?
  private(set) var hasGermanShorthands = false

  init(_ bytes: [UInt8], target: LanguageTag) {
    warning = Self.warning(bytes, target)
    func name(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let classes = LaTeXPreamble.commands("\\documentclass", in: bytes).prefix(1)
    let babel = LaTeXPreamble.packages(in: bytes, named: "babel").prefix(1)
    let poly =
      LaTeXPreamble.commands("\\setmainlanguage", in: bytes)
      + LaTeXPreamble.commands("\\setdefaultlanguage", in: bytes)
    func known(_ range: Range<Int>?) -> [Range<Int>] {
      range.map { LaTeXPreamble.list($0, in: bytes) }?.filter { Self.code(of: name($0)) != nil } ?? []
    }
    let inBabel = known(babel.first?.options)
    let inClass = known(classes.first?.options)
    let main = poly.first?.names ?? Self.main(inBabel, name) ?? inClass.last
    guard let main else { return }
    let old = name(main)
    declared = Self.code(of: old).flatMap { try? LanguageTag($0) }
    hasGermanShorthands = !babel.isEmpty && declared?.language == "de"
    guard let new = Self.names[target.code] ?? Self.names[target.language] else { return }
    let written = poly.isEmpty ? new.babel : new.polyglossia
    guard written != Self.plain(old) else { return }
    let selections = ["\\selectlanguage", "\\foreignlanguage", "\\begin"].flatMap { command in
      LaTeXPreamble.commands(command, in: bytes).filter { Self.plain(name($0.names)) == Self.plain(old) }.map
      {
        (command, $0.names)
      }
    }
    // The old language has to stay loaded where words are set in it.
    let keeps = poly.isEmpty && selections.contains { $0.0 != "\\selectlanguage" }
    let kept = keeps ? "\(Self.plain(old))," : ""
    let prefix = old.hasPrefix("main=") ? "main=" : ""
    edits.append(SourceEdits.Edit(range: main, bytes: Array((kept + prefix + written).utf8)))
    // One that is the new language already gives its place to the old one.
    for range in inBabel where range != main && Self.plain(name(range)) == written {
      edits.append(SourceEdits.Edit(range: range, bytes: Array(Self.plain(old).utf8)))
    }
    edits += selections.filter { $0.0 == "\\selectlanguage" }.map {
      SourceEdits.Edit(range: $0.1, bytes: Array(written.utf8))
    }
  }

  /// The last option of babel, or what it calls the main one.
  private static func main(_ options: [Range<Int>], _ name: (Range<Int>) -> String) -> Range<Int>? {
    options.first { name($0).hasPrefix("main=") } ?? options.last
  }

  private static func plain(_ name: String) -> String {
    name.hasPrefix("main=") ? String(name.dropFirst(5)) : name
  }

  private static func code(of name: String) -> String? { codes[plain(name)] }

  // MARK: - What else a preamble needs

  private static func warning(_ bytes: [UInt8], _ target: LanguageTag) -> String? {
    func has(_ packages: String...) -> Bool {
      packages.contains { !LaTeXPreamble.packages(in: bytes, named: $0).isEmpty }
        || LaTeXPreamble.commands("\\documentclass", in: bytes).contains { found in
          packages.contains { bytes[found.names].starts(with: $0.utf8) }
        }
    }
    switch target.language {
    case "zh", "yue", "wuu":
      return has("ctex", "xeCJK", "CJKutf8", "CJK", "luatexja")
        ? nil : "for Chinese the preamble needs \\usepackage[UTF8]{ctex}, and XeLaTeX or LuaLaTeX"
    case "ja", "ko":
      return has("xeCJK", "luatexja", "kotex", "CJKutf8")
        ? nil : "for this language the preamble needs \\usepackage{xeCJK} and a font that has it, and XeLaTeX"
    case "ar", "fa", "he", "ur":
      return has("polyglossia", "arabxetex", "bidi")
        ? nil
        : "for text from right to left the preamble needs polyglossia and a font that has it, and XeLaTeX"
    case "ru", "uk", "be", "bg", "mk", "sr", "kk", "mn":
      return has("fontspec", "polyglossia") || bytes.firstRange(of: Array("T2A".utf8)) != nil
        ? nil : "for Cyrillic the preamble needs \\usepackage[T2A]{fontenc}, or XeLaTeX with fontspec"
    case "el", "hi", "th", "ka", "hy", "bn", "ta", "te", "km", "lo", "my", "am":
      return has("fontspec", "polyglossia")
        ? nil
        : "for this writing the preamble needs fontspec with a font that has it, and XeLaTeX or LuaLaTeX"
    default: return nil
    }
  }

  // MARK: - Names

  private static let names: [String: (babel: String, polyglossia: String)] = {
    var names: [String: (babel: String, polyglossia: String)] = [:]
    for entry in table.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "=").map(String.init)
      if parts.count >= 2 { names[parts[0]] = (parts[1], parts.last ?? parts[1]) }
    }
    return names
  }()

  private static let codes: [String: String] = {
    var codes = [
      "german": "de", "germanb": "de", "austrian": "de-AT", "naustrian": "de-AT", "nswissgerman": "de-CH",
      "british": "en-GB", "UKenglish": "en-GB", "american": "en-US", "USenglish": "en-US", "francais": "fr",
      "frenchb": "fr", "acadian": "fr-CA", "canadien": "fr-CA", "brazil": "pt-BR", "brazilian": "pt-BR",
      "portuges": "pt", "magyar": "hu", "bahasa": "id", "norwegian": "nb",
    ]
    for (code, name) in names {
      for name in [name.babel, name.polyglossia] where codes[name] == nil { codes[name] = code }
    }
    return codes
  }()

  /// Code, babel's name, polyglossia's where it is another.
  private static let table = """
    en=english en-GB=british=english en-US=american=english fr=french de=ngerman=german es=spanish it=italian
    pt=portuguese pt-BR=brazilian=brazil nl=dutch ru=russian pl=polish cs=czech sv=swedish da=danish fi=finnish
    nb=norsk no=norsk nn=nynorsk hu=hungarian=magyar ro=romanian tr=turkish el=greek uk=ukrainian bg=bulgarian
    ca=catalan hr=croatian sk=slovak sl=slovene=slovenian sr=serbian et=estonian lv=latvian lt=lithuanian he=hebrew
    ar=arabic id=indonesian vi=vietnamese eo=esperanto is=icelandic ga=irish eu=basque gl=galician cy=welsh
    """
}
