/// Words for numbers.
enum NumberWords {
  static let units: [String: Double] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "once": 1, "twice": 2, "both": 2, "double": 2, "triple": 3, "half": 0.5, "quarter": 0.25, "dozen": 12,
    "firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5,
    "triennial": 3, "quarterly": 3, "biennium": 2, "biennial": 2, "decade": 10, "century": 100,
    "noon": 12, "midnight": 12,
    "quadrennial": 4, "quinquennial": 5, "single": 1, "fold": 1, "fortnight": 14,
  ]
  static let tens: [String: Double] = [
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
  ]
  static let months: [String: Double] = [
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
  ]
  /// Hundreds and the scales that English words multiply by.
  static let englishScales: [String: Double] = [
    "hundred": 100, "hundredth": 100, "thousand": 1e3, "thousandth": 1e3, "million": 1e6, "millionth": 1e6,
    "billion": 1e9, "trillion": 1e12,
  ]

  /// Words that a number before them may be multiplied by.
  static let spans: [String: Double] = [
    "decade": 10, "decades": 10, "dozen": 12, "dozens": 12, "century": 100, "centuries": 100,
  ]

  /// What stands behind figures and multiplies them.
  static func scales(ofLanguage code: String) -> [String: Double] {
    switch code {
    case "fr", "fra", "fre":
      ["mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billions": 1e12]
    case "es", "spa": ["mil": 1e3, "millón": 1e6, "millones": 1e6, "billones": 1e12]
    case "pt", "por":
      ["mil": 1e3, "milhão": 1e6, "milhões": 1e6, "bilhão": 1e9, "bilhões": 1e9, "trilhões": 1e12]
    case "de", "deu", "ger":
      [
        "tausend": 1e3, "million": 1e6, "millionen": 1e6, "milliarde": 1e9, "milliarden": 1e9,
        "billionen": 1e12,
      ]
    case "it", "ita": ["mila": 1e3, "milione": 1e6, "milioni": 1e6, "miliardo": 1e9, "miliardi": 1e9]
    case "ru", "rus":
      [
        "тысяч": 1e3, "тысячи": 1e3, "тыс": 1e3, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
        "млн": 1e6,
        "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млрд": 1e9,
      ]
    default:
      englishScales.merging(
        [
          "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12, "m": 1e6, "mn": 1e6,
          "bn": 1e9,
          "k": 1e3,
        ], uniquingKeysWith: { first, _ in first })
    }
  }

  /// The value of capital Roman numerals, nil for what is none.
  static func roman(_ scalars: ArraySlice<Unicode.Scalar>) -> Double? {
    let values: [Unicode.Scalar: Double] = ["I": 1, "V": 5, "X": 10, "L": 50, "C": 100]
    guard !scalars.isEmpty, scalars.count <= 8 else { return nil }
    var total = 0.0
    var last = 0.0
    for scalar in scalars.reversed() {
      guard let value = values[scalar] else { return nil }
      total += value < last ? -value : value
      last = max(last, value)
    }
    return total
  }
}
