import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

struct LaTeXTests {
  private let format = LaTeXFormat()

  private static let article = #"""
    \documentclass[11pt,english]{article}
    \usepackage[latin1]{inputenc}
    \usepackage[english]{babel}
    \newcommand{\term}[1]{\textit{#1}}
    \newcommand{\org}{The Office}
    \title{A plain report\thanks{We thank all readers.}}
    \author{Anna Sample}
    \date{12 March}
    \begin{document}
    \maketitle
    \begin{abstract}
      This is short. % a remark
      It has two lines.
    \end{abstract}
    \section[Short one]{First \emph{steps} here}\label{sec:first}
    We \textbf{know} that $a^2 + b$ holds~\cite[p.~3]{knuth}, as Figure~\ref{fig:a}
    shows\footnote{A note with \emph{some} words.}.
    The sum
    \begin{equation}
      x = \text{left alone}
    \end{equation}
    is small.

    \begin{itemize}
      \item One \term{thing} of \org{} is 5\,\% of \$3.
      \item[Label words] Two ``quoted'' words -- really.
    \end{itemize}
    \begin{verbatim}
    not { this % one
    \end{verbatim}
    \begin{table}
      \caption{Many cells}
      \begin{tabular}{l|r}
        \hline
        Left cell & Right \textit{cell} \\ \hline
        12 & \multicolumn{1}{c}{wide words} \\
      \end{tabular}
    \end{table}
    \end{document}
    after the end
    """#

  @Test func unitsAreProse() throws {
    let texts = try FormatTesting.texts(format, Self.article)
    #expect(
      texts == [
        "A plain report", "We thank all readers.", "12 March", "This is short. It has two lines.",
        "Short one",
        "First steps here",
        "We know that `$a^2 + b$` holds, as Figure\u{A0}`\\ref{fig:a}` shows. The sum is small.",
        "A note with some words.", "One thing of `\\org` is 5\u{202F}% of $3.", "Label words",
        "Two “quoted” words – really.", "Many cells", "Left cell", "Right cell", "wide words",
      ])
  }

  @Test func itComesBack() async throws {
    for text in [
      Self.article, Self.article.replacingOccurrences(of: "\n", with: "\r\n"), "\u{FEFF}" + Self.article,
    ] {
      #expect(try await FormatTesting.unchanged(format, Data(text.utf8)) == Data(text.utf8))
    }
    let rebuilt = try FormatTesting.rebuilt(format, Self.article)
    #expect(try FormatTesting.texts(format, rebuilt) == FormatTesting.texts(format, Self.article))
    #expect(try FormatTesting.rebuilt(format, rebuilt) == rebuilt)
  }

  @Test func translationsHaveTheirCommands() async throws {
    let written = try await FormatTesting.rewritten(format, Self.article)
    for part in [
      #"\title{A PLAIN REPORT\thanks{WE THANK ALL READERS.}}"#, #"\date{12 MARCH}"#, #"\author{Anna Sample}"#,
      #"\section[SHORT ONE]{FIRST \emph{STEPS} HERE}\label{sec:first}"#,
      "  THIS IS SHORT. % a remark\n", "IT HAS TWO LINES.\n\\end{abstract}",
      #"WE \textbf{KNOW} THAT $a^2 + b$ HOLDS~\cite[p.~3]{knuth}, AS FIGURE~\ref{fig:a}"#,
      #" SHOWS\footnote{A NOTE WITH \emph{SOME} WORDS.}. THE SUM"#, "x = \\text{left alone}\n",
      #"ONE \term{THING} OF \org{} IS 5\,\% OF \$3."#, #"\item[LABEL WORDS] TWO ``QUOTED'' WORDS -- REALLY."#,
      "not { this % one", #"\caption{MANY CELLS}"#, #"LEFT CELL & RIGHT \textit{CELL} \\ \hline"#,
      #"12 & \multicolumn{1}{c}{WIDE WORDS} \\"#, "after the end", #"\documentclass[11pt,english]{article}"#,
      #"\usepackage[utf8]{inputenc}"#, #"\usepackage[french]{babel}"#,
    ] {
      #expect(written.contains(part), "\(part) in \(written)")
    }
    let reversed = try await FormatTesting.rewritten(
      format, #"We \textbf{know} it~\cite{k} from \href{http://e.org}{this page}."#,
      engine: MirrorEngine(reversesWords: true))
    #expect(
      reversed == #"PAGE \href{http://e.org}{THIS} FROM IT~\cite{k} \textbf{KNOW} WE."#
        || reversed.contains(#"\textbf{KNOW}"#))
    #expect(reversed.count(of: #"\cite{k}"#) == 1 && reversed.count(of: "{") == reversed.count(of: "}"))
  }

  @Test func charactersAreRead() throws {
    #expect(
      try FormatTesting.texts(
        format,
        #"Caf\'e, na{\"\i}ve, Stra{\ss}e, \c{c}a, \c Ca, \v{S}koda, \O{}re, \AA ngstr\"om, \'{e}t\'e \ldots{} 5~\% \& ``so'' `it' don't"#
      )
        == ["Café, naïve, Straße, ça, Ça, Škoda, Øre, Ångström, été … 5\u{A0}% & “so” ‘it’ don't"])
    #expect(
      try FormatTesting.texts(format, #"The -{}-help is\@. e.g.\ so\-me \LaTeX\ code."#) == [
        "The --help is. e.g. some `\\LaTeX` code."
      ])
  }

  @Test func charactersAreWritten() throws {
    let document = try FormatTesting.parse(format, "Some words stand here.")
    let unit = TranslatedUnit(
      id: document.units[0].id, text: "[1] 5 % & 3_4 #1 {a} ~ ^ \\ <b> “q” ‘r’ – — … -- \"s\" `t é\u{A0}€",
      tags: [])
    #expect(
      String(decoding: try document.write([unit]), as: UTF8.self)
        == ##"{[}1] 5 \% \& 3\_4 \#1 \{a\} \textasciitilde{} \textasciicircum{} \textbackslash{} \textless{}b\textgreater{} ``q'' `r' -- --- \ldots{} -{}- ``s'' \textasciigrave{}t é~€"##
    )
  }

  @Test func unknownCommandsKeepTheirNames() async throws {
    let source = #"""
      The \entity{UN} saw \important{two whole words} and \odd{key}{three more words here}[x].

      \cventry{2010}{Senior clerk of records}{Office of the mayor}

      \noindent\bigword Then \unknown{a=b, c=d} ends.
      """#
    let written = try await FormatTesting.rewritten(format, source)
    #expect(
      written == #"""
        THE \entity{UN} SAW \important{TWO WHOLE WORDS} AND \odd{key}{THREE MORE WORDS HERE}[x].

        \cventry{2010}{SENIOR CLERK OF RECORDS}{OFFICE OF THE MAYOR}

        \noindent\bigword THEN \unknown{a=b, c=d} ENDS.
        """#)
  }

  @Test func namesDoNotRunIntoWords() async throws {
    let written = try await FormatTesting.rewritten(
      format, #"Words \myname, then more."#, engine: MirrorEngine(reversesWords: true))
    #expect(written.contains(#"\myname{}"#))
    #expect(
      try await FormatTesting.rewritten(format, #"A {\bfseries bold \"uber} word."#)
        == #"A {\bfseries BOLD ÜBER} WORD."#)
  }

  @Test func spaceInBracesStaysThere() async throws {
    let source = "Words \\textbf{%\n  of great weight % why\n} and {\\em\n  some others\n}\n"
    #expect(try FormatTesting.texts(format, source) == ["Words of great weight and some others"])
    let written = try await FormatTesting.rewritten(format, source)
    #expect(
      written == "WORDS \\textbf{%\n  OF GREAT WEIGHT% why\n} AND {\\em\n  SOME OTHERS\n}\n")
  }

  @Test func languagesAreSwitched() async throws {
    func head(_ preamble: String, to target: LanguageTag = .french) async throws -> String {
      let text = preamble + "\\begin{document}Some words.\\end{document}"
      let written = try await FormatTesting.rewritten(format, text, to: target)
      return String(written.prefix { $0 != "\n" }.components(separatedBy: "\\begin{document}")[0])
    }
    #expect(
      try await head(#"\documentclass[a4paper,english]{book}"#) == #"\documentclass[a4paper,french]{book}"#)
    #expect(
      try await head(#"\usepackage[french, english]{babel}"#) == #"\usepackage[english, french]{babel}"#)
    #expect(
      try await head(#"\usepackage[main=english,german]{babel}"#)
        == #"\usepackage[main=french,german]{babel}"#)
    #expect(
      try await head(#"\setmainlanguage{english}\selectlanguage{english}"#)
        == #"\setmainlanguage{french}\selectlanguage{french}"#)
    #expect(
      try await head(#"\usepackage[english]{babel}"#, to: .simplifiedChinese)
        == #"\usepackage[english]{babel}"#)
    let document = try FormatTesting.parse(
      format, "\\usepackage[ngerman]{babel}\\begin{document}\"Uber \"`alles\"'\\end{document}")
    #expect(document.declaredLanguage?.language == "de" && document.units.map(\.text) == ["Über „alles“"])
  }

  @Test func otherWritingsNeedAPreamble() async throws {
    let documents = DocumentTranslator(engine: MirrorEngine())
    func codes(_ text: String, _ target: String) async throws -> [String] {
      try await documents.translate(
        DocumentSource(Data(text.utf8)), format: "latex",
        options: DocumentOptions(source: .english, target: try LanguageTag(target))
      ).report.warnings.map(\.code)
    }
    #expect(try await codes("Some words.", "zh") == ["latex_preamble"])
    #expect(try await codes("Some words.", "ar") == ["latex_preamble"])
    #expect(try await codes("Some words.", "ru") == ["latex_preamble"])
    #expect(try await codes("Some words.", "fr").isEmpty)
    #expect(
      try await codes("\\documentclass{ctexart}\\begin{document}Some words.\\end{document}", "zh").isEmpty)
  }

  @Test func otherEncodingsBecomeUTF8() throws {
    let source = Data(
      "\\usepackage[latin1]{inputenc}\\begin{document}Caf\u{E9} life\\end{document}".unicodeScalars.map {
        UInt8($0.value)
      })
    let document = try format.parse(
      DocumentSource(source), options: DocumentOptions(source: .english, target: .french))
    #expect(document.units.map(\.text) == ["Café life"])
    #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == source)
    let written = try document.write([TranslatedUnit(id: document.units[0].id, text: "Été", tags: [])])
    #expect(
      String(decoding: written, as: UTF8.self)
        == "\\usepackage[utf8]{inputenc}\\begin{document}Été\\end{document}")
    #expect(throws: DocumentError.self) {
      try format.parse(DocumentSource(Data([0x41, 0xFF, 0x42])), options: DocumentOptions(target: .french))
    }
  }

  @Test func metadataIsTranslatedWhereWanted() throws {
    let text =
      "\\hypersetup{pdftitle={Some title},colorlinks=true}\\newtheorem{thm}{Theorem}[section]\\begin{document}x\\end{document}"
    #expect(
      try FormatTesting.texts(format, text) == ["Some title", "Theorem"]
        || FormatTesting.texts(format, text) == ["Some title", "Theorem", "x"])
    var options = DocumentOptions(source: .english, target: .french)
    options.parts = []
    #expect(
      try format.parse(DocumentSource(Data(text.utf8)), options: options).units.first?.text == "Theorem")
  }

  @Test func slidesHaveTitles() async throws {
    let source = #"""
      \begin{frame}{Our first slide}
        \begin{block}{Known things}
          \begin{itemize}
            \item<1-> Things \alert<2>{we know}
          \end{itemize}
        \end{block}
        \tikz{x}
      \end{frame}
      """#
    #expect(try FormatTesting.texts(format, source) == ["Our first slide", "Known things", "Things we know"])
    let written = try await FormatTesting.rewritten(format, source)
    #expect(
      written.contains(#"\item<1-> THINGS \alert<2>{WE KNOW}"#)
        && written.contains("\\begin{frame}{OUR FIRST SLIDE}"))
  }

  @Test func hostileSourcesEnd() throws {
    let size = 100_000
    for part in [
      "{", "}", "\\(", "\\[", "$", "\\begin{verbatim}", "\\begin{align}", "\\begin{x}", "\\foo[", "\\foo{a b",
      "%", "\\'", "\\c ",
      "\\section{", "\\begin{tabular}{", "~ ", "\\item[", "a\n", "\n\n", "\\\\", "\\verb|", "{\\bf ", "`",
      "-", "\\footnote{x y", "\\def\\x", "\\",
    ] {
      let text = String(repeating: part, count: size / part.utf8.count)
      let time = try ThreadTime.measure {
        do {
          let document = try FormatTesting.parse(format, text)
          let same = try document.write(document.units.map { TranslatedUnit(unchanged: $0) })
          #expect(same == Data(text.utf8))
        } catch let error as DocumentError {
          #expect(error.kind == .tooLarge)
        }
      }
      #expect(time < .seconds(10), "\(part)")
    }
    for end in 0..<Self.article.utf8.count where end % 7 == 0 {
      let cut = String(decoding: Array(Self.article.utf8)[..<end], as: UTF8.self)
      let document = try FormatTesting.parse(format, cut)
      _ = try document.write(document.units.map { TranslatedUnit(id: $0.id, text: $0.text, tags: $0.tags) })
    }
  }

  @Test func mangledSourcesEnd() throws {
    var generator = SeededGenerator(seed: 7)
    let source = Array(Self.article.utf8)
    let marks = Array("{}\\$%&~[]`-\n #".utf8)
    for _ in 0..<400 {
      var bytes = source
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &generator)]
        case 1: bytes.remove(at: place)
        default:
          let end = min(bytes.count, place + Int.random(in: 1...60, using: &generator))
          bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        }
      }
      let data = Data(bytes)
      let document = try format.parse(
        DocumentSource(data), options: DocumentOptions(source: .english, target: .simplifiedChinese))
      #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == data)
      for reverses in [false, true] {
        let engine = MirrorEngine(reversesWords: reverses)
        let units = document.units.map { unit in
          TagPlacement(unit, engine.translate(unit.text, from: .english, to: .french)).unit
        }
        #expect(
          zip(units, document.units).allSatisfy { $0.tags.map(\.id).sorted() == $1.tags.map(\.id).sorted() })
        _ = try document.write(units)
      }
    }
  }

  @Test func itIsRecognised() throws {
    func name(_ text: String, _ file: String? = nil) throws -> String {
      try FormatRegistry.standard.format(of: DocumentSource(Data(text.utf8), name: file)).name
    }
    #expect(try name("% made\n\\PassOptionsToPackage{x}{y}\n\\documentclass{article}\n") == "latex")
    #expect(try name("\\chapter{One}\n", "one.tex") == "latex")
    #expect(try name("Use `\\documentclass`:\n\\documentclass{x}\n", "a.md") == "markdown")
    #expect(try name("Plain text", "a.txt") == "txt")
  }
}
