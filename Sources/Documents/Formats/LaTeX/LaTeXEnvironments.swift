/// What is known of environments.
enum LaTeXEnvironments {
  /// Their contents are no LaTeX.
  static let verbatim: Set<String> = set(
    """
    verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim lstlisting minted comment filecontents filecontents*
    Highlighting sphinxVerbatim sphinxalltt alltt luacode luacode* pycode sagesilent sageblock asy asydef code
    """)

  /// Pictures, programs and lists of sources: left alone.
  static let untouched: Set<String> = set(
    """
    tikzpicture pgfpicture picture axis tikzcd forest pspicture circuitikz algorithmic tabbing thebibliography
    prooftree feynman sphinxtheindex theindex
    """)

  /// Mathematics set off from the text.
  static let display: Set<String> = set(
    """
    equation equation* align align* gather gather* multline multline* eqnarray eqnarray* displaymath flalign flalign*
    alignat alignat* xalignat xalignat* xxalignat dmath dmath* array split aligned gathered cases IEEEeqnarray
    IEEEeqnarray* subequations empheq
    """)

  /// Rows of cells; the arguments as in ``LaTeXCommands``.
  static let tables: [String: String] = [
    "tabular": "ov", "tabular*": "vov", "tabularx": "vov", "tabulary": "vov", "longtable": "ov", "tabu": "ov",
    "longtabu": "ov", "supertabular": "v", "xltabular": "vov", "tblr": "ov", "longtblr": "ov",
    "mpsupertabular": "v",
    "NiceTabular": "ov", "tabularray": "ov",
  ]

  /// Arguments of others.
  static let arguments: [String: String] = [
    "minipage": "ooov", "multicols": "vO", "figure": "o", "figure*": "o", "table": "o", "table*": "o",
    "wrapfigure": "ovov", "wraptable": "ovov", "enumerate": "o", "itemize": "o", "description": "o",
    "list": "vv",
    "frame": "ooUU", "block": "U", "alertblock": "U", "exampleblock": "U", "columns": "o", "column": "ov",
    "theorem": "O", "lemma": "O", "proof": "O", "definition": "O", "corollary": "O", "proposition": "O",
    "remark": "O", "example": "O", "tcolorbox": "o", "landscape": "", "adjustbox": "v", "spacing": "v",
    "otherlanguage": "v", "otherlanguage*": "v", "thm": "O", "cor": "O", "defn": "O", "prop": "O", "rem": "O",
    "document": "", "quote": "", "quotation": "", "center": "", "abstract": "", "flushleft": "",
    "flushright": "",
    "verse": "", "titlepage": "", "appendix": "", "appendices": "", "letter": "v", "savenotes": "o",
    "sphinxadmonition": "vU", "threeparttable": "o", "tablenotes": "o", "subfigure": "oov", "subtable": "oov",
    "turn": "v", "rotate": "v", "sideways": "", "adjustwidth": "vv", "framed": "", "shaded": "", "Shaded": "",
  ]

  private static func set(_ names: String) -> Set<String> {
    Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
