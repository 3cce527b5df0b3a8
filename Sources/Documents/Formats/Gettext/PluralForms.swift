import Dragoman

/// How many forms a language's plurals have, and which number takes which.
struct PluralForms: Sendable {
  /// More than any language has.
  private static let most = 10
  /// Numbers that are looked at.
  private static let numbers = 0...220

  let count: Int
  /// As the header says it: `nplurals=2; plural=(n != 1);`.
  let text: String
  private let numbersOf: [[Int]]

  /// - Returns: nil for what is no such text, or gives a form that is not there.
  init?(_ text: String) {
    var count: Int?
    var expression: PluralExpression?
    for part in text.split(separator: ";") {
      guard let sign = part.firstIndex(of: "=") else { continue }
      let name = part[..<sign].filter { !$0.isWhitespace }
      let value = part[part.index(after: sign)...]
      if name == "nplurals" { count = Int(value.filter { !$0.isWhitespace }) }
      if name == "plural" { expression = PluralExpression(String(value)) }
    }
    guard let count, (1...Self.most).contains(count), let expression else { return nil }
    var numbersOf = [[Int]](repeating: [], count: count)
    for number in Self.numbers {
      let form = expression.form(of: number)
      guard numbersOf.indices.contains(form) else { return nil }
      numbersOf[form].append(number)
    }
    self.init(count: count, text: text, numbersOf: numbersOf)
  }

  private init(count: Int, text: String, numbersOf: [[Int]]) {
    (self.count, self.text, self.numbersOf) = (count, text, numbersOf)
  }

  /// One, and all others.
  static let two = PluralForms(
    count: 2, text: "nplurals=2; plural=(n != 1);", numbersOf: [[1], numbers.filter { $0 != 1 }])

  /// Whether a form is for one thing, with no other number but perhaps none.
  func isSingular(_ form: Int) -> Bool {
    numbersOf[form].contains(1) && numbersOf[form].allSatisfy { $0 <= 1 }
  }

  /// Whether a form is for 1 and others that end like it: 21, 101.
  func isLikeSingular(_ form: Int) -> Bool { numbersOf[form].contains(1) }

  /// Those of a language; of one that is not known ``two``.
  static func of(_ language: LanguageTag) -> PluralForms {
    let code = language.language == "pt" && language.region == "BR" ? "pt-BR" : language.language
    return rules.first { $0.languages.contains(code) }.flatMap { PluralForms($0.text) } ?? two
  }

  private static let rules: [(languages: Set<String>, text: String)] = [
    (
      [
        "zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "km", "my", "yue", "wuu", "bo", "dz", "su",

        "wo", "sah",
      ], "nplurals=1; plural=0;"
    ),
    (
      ["fa", "fr", "pt-BR", "oc", "br", "ln", "mg", "ti", "tg", "uz", "wa", "am", "fil", "tl", "hy"],
      "nplurals=2; plural=(n > 1);"
    ),
    (["is", "mk"], "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"),
    (
      ["ru", "uk", "be", "sr", "hr", "bs", "sh"],
      "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    (["cs", "sk"], "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
    (["pl"], "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    (["lt"], "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    (["lv"], "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"),
    (["ro", "mo"], "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);"),
    (["sl"], "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"),
    (
      ["mt"],
      "nplurals=4; plural=(n==1 ? 0 : n==0 || ( n%100>1 && n%100<11) ? 1 : (n%100>10 && n%100<20 ) ? 2 : 3);"
    ),
    (["ga"], "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : (n>2 && n<7) ? 2 :(n>6 && n<11) ? 3 : 4;"),
    (["gd"], "nplurals=4; plural=(n==1 || n==11) ? 0 : (n==2 || n==12) ? 1 : (n > 2 && n < 20) ? 2 : 3;"),
    (["cy"], "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"),
    (
      ["ar"],
      "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
  ]
}
