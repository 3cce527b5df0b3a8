/// What is known of commands: how they stand in the text, and what their arguments are.
///
/// Arguments are written one letter each: `*` a star that may be there, `o` and `v` an optional and a mandatory one that
/// are left alone, `O` and `U` such that are texts of their own, `p` one that is part of the sentence.
enum LaTeXCommands {
  enum Kind: Sendable {
    /// Ends the paragraph before it.
    case block
    /// Stands in the sentence, and is none of its words.
    case inline
    /// Is a word of the sentence that no one translates: a reference's number, a unit of measure.
    case word
    /// Changes what follows it: `\bfseries`.
    case declaration
  }

  struct Entry: Sendable {
    var kind: Kind
    var arguments: String
  }

  static func entry(_ name: String) -> Entry? { table[name] }

  private static let table: [String: Entry] = {
    var table: [String: Entry] = [:]
    for (kind, entries) in [(Kind.block, blocks), (.inline, inlines), (.word, words)] {
      for entry in entries.split(whereSeparator: \.isWhitespace) {
        let parts = entry.split(separator: "=", omittingEmptySubsequences: false)
        table[String(parts[0])] = Entry(kind: kind, arguments: parts.count > 1 ? String(parts[1]) : "")
      }
    }
    for name in declarations.split(whereSeparator: \.isWhitespace) {
      table[String(name)] = Entry(kind: .declaration, arguments: "")
    }
    return table
  }()

  private static let blocks = """
    part=*OU chapter=*OU section=*OU subsection=*OU subsubsection=*OU paragraph=*OU subparagraph=*OU minisec=U
    addchap=*OU addsec=*OU addpart=*OU title=OU subtitle=OU date=U institute=OU publishers=U subject=U titlehead=U dedication=U
    caption=*OU captionof=*vOU subcaption=U legend=U topcaption=OU bottomcaption=OU frametitle=oOU framesubtitle=OU
    item=O bibitem=ov author=ov affil=ov email=v address=v orcid=v keywords=U
    newtheorem=*voUo newtheorem*=vU captionsetup=ov addcontentsline=vvU markboth=UU markright=U
    lhead=OU chead=OU rhead=OU lfoot=OU cfoot=OU rfoot=OU fancyhead=oU fancyfoot=oU
    par= maketitle= tableofcontents= listoffigures= listoftables= newpage= clearpage= cleardoublepage= pagebreak=o
    nopagebreak=o linebreak=o bigskip= medskip= smallskip= vfill= hrule= appendix= frontmatter= mainmatter= backmatter=
    printbibliography=o bibliography=v bibliographystyle=v printindex=o printglossaries= makeindex= include=v input=v
    includeonly=v subfile=v import=vv usepackage=ov RequirePackage=ov documentclass=ov PassOptionsToPackage=vv
    newcommand=*voov renewcommand=*voov providecommand=*voov DeclareMathOperator=*vv newenvironment=*voovv
    renewenvironment=*voovv NewDocumentCommand=vvv RenewDocumentCommand=vvv setlength=vv addtolength=vv
    setcounter=vv addtocounter=vv newcounter=vo definecolor=vvv newlength=v pagestyle=v thispagestyle=v
    pagenumbering=v graphicspath=v lstset=v sisetup=v geometry=v hyphenation=v usetikzlibrary=v tikzset=v
    theoremstyle=v allowdisplaybreaks=o
    hline= toprule=o midrule=o bottomrule=o cmidrule=v cline=v specialrule=vvv addlinespace=o endhead= endfirsthead=
    endfoot= endlastfoot= rowcolor=ov noalign=v tabularnewline=o shorthandoff=v shorthandon=v fi= else= selectlanguage=v vspace=*v setstretch=v
    AtBeginDocument=v titleformat=*vovvvvo titlespacing=*vvvvo raggedright= centering= raggedleft= section*=U
    opening=U closing=U signature=v subjectline=U ps= cc=U encl=U
    """

  private static let inlines = """
    emph=p textbf=p textit=p textsl=p textsc=p textsf=p textrm=p textup=p textmd=p textnormal=p underline=p uline=p
    uuline=p uwave=p sout=p st=p hl=p so=p ul=p mbox=p fbox=p makebox=oop framebox=oop parbox=ooovp raisebox=voop
    enquote=*p textquote=op MakeUppercase=p MakeLowercase=p uppercase=p lowercase=p centerline=p
    leftline=p rightline=p href=ovp hyperref=op hyperlink=vp hypertarget=vp textcolor=ovp colorbox=vp fcolorbox=vvp
    scalebox=vop resizebox=*vvp rotatebox=ovp multicolumn=vvp multirow=ovovp textsuperscript=p textsubscript=p
    alert=p structure=p only=p uncover=p onslide=p visible=p textlarger=p textsmaller=p added=p highlight=p
    sphinxstyleemphasis=p sphinxstylestrong=p sphinxhref=vp DUrole=vp DUroletitlereference=p
    sphinxstyleliteralemphasis=p sphinxstyleabbreviation=p sphinxtitleref=p sphinxAtStartPar= sphinxstylethead=p
    sphinxstyletheadfamily= sphinxlineitem=p sphinxsamedocref=p sphinxcrossref=p
    lettrine=ovp hfill= hspace=*v phantom=v hphantom=v vphantom=v label=v index=v glossary=v nocite=v
    cite=*oov citep=*oov parencite=*oov autocite=*oov footcite=oov smartcite=*oov supercite=oov citealp=*oov
    citealt=*oov cites= fullcite=oov footfullcite=oov Cite=oov Parencite=oov Autocite=oov upcite=v onlinecite=v
    footnote=oU footnotetext=oU DUfootnotetext=vvvU DUfootnotemark=vvv DUdocumentsubtitle=U thanks=U footnotemark=o marginpar=OU sidenote=oU marginnote=oU endnote=U todo=oU
    includegraphics=*ov includesvg=ov newline= noindent= indent= protect= allowbreak= nobreak= phantomsection=
    hypersetup=v color=ov pdfbookmark=ovv texorpdfstring=pv ensuremath=v
    tablefootnote=U pagecolor=v hskip= vskip= kern= linewidth= textwidth= columnwidth= unskip= relax= ignorespaces=
    leavevmode= strut= null= quad= qquad= enspace= thinspace= pandocbounded=v LTcaptype= faIcon=ov
    """

  private static let words = """
    ref=*v eqref=v pageref=*v autoref=*v cref=*v Cref=*v nameref=*v vref=*v Vref=v cpageref=v subref=*v
    labelcref=v namecref=v citet=*oov textcite=*oov Citet=*oov Textcite=*oov citeauthor=*oov citeyear=*oov
    citeyearpar=oov citetitle=*oov citealias=v defcitealias=v url=v path=v nolinkurl=v email=v texttt=v code=v file=v
    num=ov SI=ovov si=ov qty=ovv unit=ov ang=ov numrange=ovv SIrange=ovvv qtyrange=ovvv numlist=ov ce=v cf=v
    gls=*ov Gls=*ov glspl=*ov Glspl=*ov ac=*v acs=*v acl=*v acf=*v acp=*v Ac=*v acrshort=ov acrlong=ov acrfull=ov
    foreignlanguage=ovv textgreek=v textcyrillic=v sphinxcode=v sphinxupquote=v sphinxstylestrongcode=v
    sphinxcodeliteral=v passthrough=v DUroleliteral=v lstinline=v
    today= LaTeX= TeX= LaTeXe= BibTeX= XeTeX= XeLaTeX= LuaTeX= LuaLaTeX= thepage= thesection= thechapter= jobname=
    """

  private static let declarations = """
    bf it sl sc sf rm tt em bfseries itshape slshape scshape sffamily rmfamily ttfamily upshape mdseries normalfont
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge boldmath unboldmath
    """
}
