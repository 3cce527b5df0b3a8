/// Small words, which say where a sentence parts (a line may well end before a conjunction, and badly behind an
/// article), which seldom stand for a word of another language, and with which no term is made.
enum FunctionWords {
  /// Whether a word only joins others: a preposition or a conjunction; of Han one character of either kind.
  static func isJoining(_ word: String) -> Bool {
    let word = word.lowercased()
    return prepositions.contains(word) || conjunctions.contains(word) || word == "de" || word == "en"
      || word.unicodeScalars.count == 1 && word.unicodeScalars.allSatisfy(wideJoining.contains)
  }

  static func isArticle(_ word: String) -> Bool { articles.contains(word.lowercased()) }

  /// Whether a word is no part of a term that says what it means: `less than` is none, nor `letters were`.
  static func isLight(_ word: String) -> Bool {
    let word = word.lowercased()
    return isJoining(word) || isArticle(word) || leaners.contains(word) || pronouns.contains(word)
      || auxiliaries.contains(word) || determiners.contains(word)
  }

  /// Of a cut between two words of a writing with spaces.
  static func cost(before right: String, after left: String) -> Double {
    let (left, right) = (left.lowercased(), right.lowercased())
    if leaners.contains(left) || left.hasSuffix("'") || left.hasSuffix("’") { return 7 }
    if conjunctions.contains(right) { return 1.2 }
    if pronouns.contains(left) { return 5.5 }
    if prepositions.contains(left) || conjunctions.contains(left) { return 5.5 }
    if prepositions.contains(right) { return 1.8 }
    if auxiliaries.contains(right) { return 2.4 }
    return 3
  }

  /// What a Han text never begins with.
  static let wideEnclitics: Set<Unicode.Scalar> = [
    "的", "了", "吗", "呢", "吧", "着", "过", "们", "地", "得", "啊", "呀", "嘛", "者", "性", "化",
  ]
  /// Prepositions, conjunctions, and what stands behind a noun in place of a preposition.
  private static let wideJoining: Set<Unicode.Scalar> = [
    "在", "于", "以", "从", "对", "向", "为", "由", "与", "和", "及", "并", "或", "而", "将", "把", "被", "给", "跟", "到", "前",
    "后",
    "内", "中", "上", "下", "间", "里", "外", "时",
  ]
  /// What counts the number before it.
  static let wideMeasures: Set<Unicode.Scalar> = [
    "年", "月", "日", "号", "时", "分", "秒", "点", "个", "名", "位", "次", "项", "条", "届", "章", "页", "元", "国", "岁", "人",
    "天", "周", "倍", "种", "份", "段", "款", "万", "亿", "千", "百", "十", "小", "世",
  ]
  /// What often begins a clause or a phrase.
  static let wideStarters: Set<Unicode.Scalar> = [
    "但", "而", "并", "如", "因", "所", "为", "在", "对", "从", "向", "把", "被", "和", "与", "或", "就", "以", "将", "我", "你",
    "他",
    "她", "它", "这", "那", "是", "由", "使", "让", "也", "还", "都", "需", "应", "不", "及",
  ]

  private static let articles = words(
    """
    a an the le la les l un une des du au aux o os as um uma uns umas ao aos às do da dos das el los las unos unas del al
    der die das den dem des ein eine einen einem einer
    """)
  static let leaners = words(
    """
    a an the my your his her its our their this that these those no very mr mrs ms dr prof st to not
    le la les un une des du de d l au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur
    leurs ne n y en je j tu il elle on nous vous ils elles se s me te qu
    o a os as um uma uns umas do da dos das no na nos nas ao à aos às este esta esse essa aquele aquela meu minha seu
    sua seus suas não el los las unos unas del al mi su sus der die das den dem des ein eine einen einem einer
    """)
  private static let conjunctions = words(
    """
    and but or nor so because although though while when where if unless until since that which who whom whose
    whether than as
    et mais ou donc car puisque lorsque quand si que qui dont où comme parce afin tandis
    e mas porque quando se onde embora enquanto pois como y pero porque cuando si donde aunque und aber oder weil wenn
    dass ob
    """)
  private static let prepositions = words(
    """
    of in on at by for with from into about after before between through during under over against among within
    without towards toward upon per via
    à dans sur par pour avec sans sous entre vers chez depuis pendant avant après selon contre
    em por para com sem sob sobre entre até desde após segundo contra con sin hasta durante von mit aus bei nach zu
    """)
  private static let pronouns = words(
    "i you he she it we they who there eu ele ela eles elas você yo él ella ich er wir")
  private static let auxiliaries = words(
    """
    is are was were be been has have had will would can could should may might must do does did
    est sont était ont a avait sera seront peut doit é são era foi tem têm será pode deve
    """)

  /// What says which, how many and how much, and how often.
  private static let determiners = words(
    """
    each every some both many much more most less least fewer several such other another only also even just then
    here now still again ever never always often being having them us him me
    chaque tout toute tous toutes plusieurs quelque quelques même mêmes autre autres plus moins très aussi encore
    toujours jamais déjà ainsi alors cela celui celle ceux celles été être avoir sont soit
    cada todo toda todos todas algún alguno alguna algunos algunas otro otra otros otras mismo misma más menos muy
    también siempre nunca así esto eso aquel sido estar está están fue fueron había
    algum alguns alguma algumas outro outra outros outras mesmo mesma mais muito também sempre assim isto isso estão
    foram havia
    который которая которое которые которых этот эта эти этого этой этих того также более менее очень после между
    перед через против около было были была будет быть если когда чтобы потому каждый каждая другой другие всех свои
    только
    الذي التي الذين هذا هذه ذلك تلك كان كانت يكون تكون بين بعد قبل عند حتى لكن كما أيضا خلال على إلى منذ غير بعض
    """)

  private static func words(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
