/// Counts the small words by which near languages are told apart, Spanish from Galician say.
package enum FunctionWords {
  /// How many of the text's words are on each language's list.
  package static func counts(in scalars: [Unicode.Scalar]) -> [String: Int] {
    var counts: [String: Int] = [:]
    var words = 0
    for word in scalars.split(whereSeparator: { !$0.isLetter && !$0.isCombiningMark }) where word.count <= 8 {
      words += 1
      // Enough to tell, however long the sample.
      if words > 3_000 { break }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: word)
      for language in languagesByWord[String(view).lowercased()] ?? [] { counts[language, default: 0] += 1 }
    }
    return counts
  }

  /// Whether the language has a list.
  package static func knows(_ language: String) -> Bool { lists[language] != nil }

  private static let languagesByWord: [String: [String]] = {
    var languages: [String: [String]] = [:]
    for (language, words) in lists {
      for word in Set(words.split { $0 == " " || $0 == "\n" }) {
        languages[String(word), default: []].append(language)
      }
    }
    return languages
  }()

  private static let lists = [
    "en": """
    the of and to in is was for that on with as by at from are were be this it which has have had \
    not or an his her \
    their its they would will been can but about after we you our more than hello thank thanks please yes
    """,
    "fr": """
    le la les des du et est une un dans pour que qui sur au aux par plus pas avec sont ce cette \
    ces il elle ils nous \
    vous ne se ou été ont être mais leur leurs où même très d l qu à bonjour bonsoir merci oui
    """,
    "es": """
    el la los las de del y en que un una por con para es se su sus al lo como más fue pero son \
    este esta también ha gracias hola buenos buenas \
    han sobre entre cuando hay muy era sin según desde
    """,
    "pt": """
    o os as de do da dos das e em que um uma por com para não no na nos nas ao à se seu sua mais \
    foi são como mas é \
    também pelo pela você está foram ser tem muito até isso obrigado obrigada olá bom boa sim
    """,
    "it": """
    il lo la i gli le di del della dei delle e è in che un una per con non sono si al alla nel \
    nella da dal come più \
    anche ma questo questa stato hanno ha ed dalla degli grazie buongiorno ciao prego
    """,
    "de": """
    der die das und in den von zu dem mit ist des ein eine im für auf sich nicht als auch es an \
    werden aus er hat dass \
    sie nach wird bei einer um am sind noch wie einem über war wurde danke bitte guten hallo ja nein
    """,
    "nl": """
    de het een en van in is dat op te zijn met voor niet die aan er om ook als door naar bij \
    worden werd uit maar of \
    over wordt tot heeft deze
    """,
    "ca": """
    el la els les de del i en que un una per amb és no es al dels són com més aquest aquesta va \
    també però
    """,
    "gl": """
    o os as de do da dos das e en que un unha por con para non no na nos nas ao á se seu súa máis \
    foi son como
    """,
  ]
}
