import Foundation

/// Characters that LaTeX writes as commands.
enum LaTeXSymbols {
  /// What `\name` prints; empty for what prints nothing, nil for what is no character.
  static func text(_ name: String) -> String? { symbols[name] }

  /// The letter with an accent by the name of its command; nil where that is none.
  static func accented(_ base: String, by name: String) -> String? {
    guard let mark = accents[name] else { return nil }
    return (base + String(Character(mark))).precomposedStringWithCanonicalMapping
  }

  static func isAccent(_ name: String) -> Bool { accents[name] != nil }

  private static let accents: [String: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "\"": "\u{308}", "~": "\u{303}", "=": "\u{304}",
    ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}",
    "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}",
  ]

  private static let symbols: [String: String] = {
    var symbols: [String: String] = [
      "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ",
      ",": "\u{202F}", "-": "", "/": "", "@": "", "slash": "/", "thinspace": "\u{202F}",
      "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\",
      "nobreakspace": "\u{A0}", "space": " ",
    ]
    for entry in table.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "=")
      if parts.count == 2 { symbols[String(parts[0])] = String(parts[1]) }
    }
    return symbols
  }()

  private static let table = """
    ss=ß SS=ẞ o=ø O=Ø l=ł L=Ł ae=æ AE=Æ oe=œ OE=Œ aa=å AA=Å i=ı j=ȷ dh=ð DH=Ð dj=đ DJ=Đ th=þ TH=Þ ng=ŋ NG=Ŋ
    S=§ P=¶ dag=† ddag=‡ textdagger=† textdaggerdbl=‡ textsection=§ textparagraph=¶ copyright=© textcopyright=©
    textregistered=® texttrademark=™ pounds=£ textsterling=£ euro=€ texteuro=€ EUR=€ textyen=¥ textcent=¢
    textdegree=° degree=° ldots=… dots=… textellipsis=… textless=< textgreater=> textbar=| textquotedbl="
    textquotesingle=' textasciigrave=` textquoteleft=‘ textquoteright=’ textquotedblleft=“ textquotedblright=”
    lq=‘ rq=’ guillemotleft=« guillemotright=» guillemetleft=« guillemetright=» guilsinglleft=‹ guilsinglright=›
    og=« fg=» quotedblbase=„ quotesinglbase=‚ glqq=„ grqq=“ flqq=« frqq=» glq=‚ grq=‘ flq=‹ frq=› textendash=–
    textemdash=— textbullet=• textperiodcentered=· textmu=µ textonehalf=½ textonequarter=¼ textthreequarters=¾
    texttimes=× textdiv=÷ textpm=± textminus=− textordfeminine=ª textordmasculine=º textexclamdown=¡
    textquestiondown=¿ textunderscore=_ textdollar=$ textbraceleft={ textbraceright=} textpercent=% textampersand=&
    lbrace={ rbrace=} textnumero=№ textpertenthousand=‱ textperthousand=‰ sphinxhyphen=- textvisiblespace=␣
    """
}
