/// What the library knows of one language.
package struct LanguageRecord: Sendable {
  /// The canonical code: ISO 639-1 where there is one, else ISO 639-3.
  package let code: String
  /// Other codes of the same language: ISO 639-2 (both kinds), 639-3, macro-language members, old codes.
  package let aliases: [Substring]
  package let englishName: String
  package let nativeName: String
  /// The usual script, as an ISO 15924 code.
  package let script: String
}

extension LanguageRecord {
  /// Reads one row of the table: `code|aliases|English name|native name|script`.
  fileprivate init?(row: Substring) {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count == 5 else { return nil }
    code = String(fields[0])
    aliases = fields[1].split(separator: " ")
    englishName = String(fields[2])
    nativeName = String(fields[3])
    script = String(fields[4])
  }

  /// All known languages, in the order of their codes.
  package static let all: [LanguageRecord] = table.split(separator: "\n").compactMap(
    LanguageRecord.init(row:))

  /// Canonical code -> record.
  package static let byCode: [String: LanguageRecord] = Dictionary(
    all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// Every code, lower case -> canonical code.
  package static let canonicalCodes: [String: String] = {
    var codes: [String: String] = [:]
    for record in all {
      codes[record.code] = record.code
      for alias in record.aliases { codes[String(alias)] = record.code }
    }
    return codes
  }()

  /// Every name, English or native, lower case -> canonical code.
  package static let codesByName: [String: String] = {
    var codes: [String: String] = [:]
    for record in all {
      codes[record.englishName.lowercased()] = record.code
      codes[record.nativeName.lowercased()] = record.code
    }
    return codes
  }()

  private static let table = """
    af|afr|Afrikaans|Afrikaans|Latn
    am|amh|Amharic|አማርኛ|Ethi
    ar|ara arb|Arabic|العربية|Arab
    as|asm|Assamese|অসমীয়া|Beng
    ast||Asturian|Asturianu|Latn
    az|aze azj|Azerbaijani|Azərbaycanca|Latn
    ba|bak|Bashkir|Башҡортса|Cyrl
    be|bel|Belarusian|Беларуская|Cyrl
    bg|bul|Bulgarian|Български|Cyrl
    bn|ben|Bengali|বাংলা|Beng
    bo|bod tib|Tibetan|བོད་སྐད|Tibt
    br|bre|Breton|Brezhoneg|Latn
    bs|bos|Bosnian|Bosanski|Latn
    ca|cat|Catalan|Català|Latn
    ceb||Cebuano|Cebuano|Latn
    ckb||Central Kurdish|کوردیی ناوەندی|Arab
    cs|ces cze|Czech|Čeština|Latn
    cy|cym wel|Welsh|Cymraeg|Latn
    da|dan|Danish|Dansk|Latn
    de|deu ger|German|Deutsch|Latn
    el|ell gre|Greek|Ελληνικά|Grek
    en|eng|English|English|Latn
    eo|epo|Esperanto|Esperanto|Latn
    es|spa|Spanish|Español|Latn
    et|est ekk|Estonian|Eesti|Latn
    eu|eus baq|Basque|Euskara|Latn
    fa|fas per pes|Persian|فارسی|Arab
    fi|fin|Finnish|Suomi|Latn
    fo|fao|Faroese|Føroyskt|Latn
    fr|fra fre|French|Français|Latn
    fy|fry|Western Frisian|Frysk|Latn
    ga|gle|Irish|Gaeilge|Latn
    gd|gla|Scottish Gaelic|Gàidhlig|Latn
    gl|glg|Galician|Galego|Latn
    gu|guj|Gujarati|ગુજરાતી|Gujr
    ha|hau|Hausa|Hausa|Latn
    he|heb iw|Hebrew|עברית|Hebr
    hi|hin|Hindi|हिन्दी|Deva
    hr|hrv|Croatian|Hrvatski|Latn
    ht|hat|Haitian Creole|Kreyòl ayisyen|Latn
    hu|hun|Hungarian|Magyar|Latn
    hy|hye arm|Armenian|Հայերեն|Armn
    id|ind in|Indonesian|Bahasa Indonesia|Latn
    ig|ibo|Igbo|Igbo|Latn
    is|isl ice|Icelandic|Íslenska|Latn
    it|ita|Italian|Italiano|Latn
    ja|jpn|Japanese|日本語|Jpan
    jv|jav jw|Javanese|Basa Jawa|Latn
    ka|kat geo|Georgian|ქართული|Geor
    kk|kaz|Kazakh|Қазақ тілі|Cyrl
    km|khm|Khmer|ខ្មែរ|Khmr
    kn|kan|Kannada|ಕನ್ನಡ|Knda
    ko|kor|Korean|한국어|Kore
    ku|kur kmr|Kurdish|Kurdî|Latn
    ky|kir|Kyrgyz|Кыргызча|Cyrl
    la|lat|Latin|Latina|Latn
    lb|ltz|Luxembourgish|Lëtzebuergesch|Latn
    lo|lao|Lao|ລາວ|Laoo
    lt|lit|Lithuanian|Lietuvių|Latn
    lv|lav lvs|Latvian|Latviešu|Latn
    mg|mlg plt|Malagasy|Malagasy|Latn
    mi|mri mao|Maori|Te reo Māori|Latn
    mk|mkd mac|Macedonian|Македонски|Cyrl
    ml|mal|Malayalam|മലയാളം|Mlym
    mn|mon khk|Mongolian|Монгол|Cyrl
    mr|mar|Marathi|मराठी|Deva
    ms|msa may zsm|Malay|Bahasa Melayu|Latn
    mt|mlt|Maltese|Malti|Latn
    my|mya bur|Burmese|မြန်မာ|Mymr
    nb|nob|Norwegian Bokmål|Norsk bokmål|Latn
    ne|nep npi|Nepali|नेपाली|Deva
    nl|nld dut|Dutch|Nederlands|Latn
    nn|nno|Norwegian Nynorsk|Norsk nynorsk|Latn
    no|nor|Norwegian|Norsk|Latn
    ny|nya|Nyanja|Chinyanja|Latn
    oc|oci|Occitan|Occitan|Latn
    om|orm gaz|Oromo|Oromoo|Latn
    or|ori ory|Odia|ଓଡ଼ିଆ|Orya
    pa|pan|Punjabi|ਪੰਜਾਬੀ|Guru
    pl|pol|Polish|Polski|Latn
    ps|pus pbt|Pashto|پښتو|Arab
    pt|por|Portuguese|Português|Latn
    ro|ron rum mo|Romanian|Română|Latn
    ru|rus|Russian|Русский|Cyrl
    rw|kin|Kinyarwanda|Ikinyarwanda|Latn
    sa|san|Sanskrit|संस्कृतम्|Deva
    sd|snd|Sindhi|سنڌي|Arab
    si|sin|Sinhala|සිංහල|Sinh
    sk|slk slo|Slovak|Slovenčina|Latn
    sl|slv|Slovenian|Slovenščina|Latn
    sm|smo|Samoan|Gagana Sāmoa|Latn
    sn|sna|Shona|ChiShona|Latn
    so|som|Somali|Soomaali|Latn
    sq|sqi alb als|Albanian|Shqip|Latn
    sr|srp scc|Serbian|Српски|Cyrl
    st|sot|Southern Sotho|Sesotho|Latn
    su|sun|Sundanese|Basa Sunda|Latn
    sv|swe|Swedish|Svenska|Latn
    sw|swa swh|Swahili|Kiswahili|Latn
    ta|tam|Tamil|தமிழ்|Taml
    te|tel|Telugu|తెలుగు|Telu
    tg|tgk|Tajik|Тоҷикӣ|Cyrl
    th|tha|Thai|ไทย|Thai
    ti|tir|Tigrinya|ትግርኛ|Ethi
    tk|tuk|Turkmen|Türkmençe|Latn
    tl|tgl fil|Tagalog|Tagalog|Latn
    tr|tur|Turkish|Türkçe|Latn
    tt|tat|Tatar|Татарча|Cyrl
    ug|uig|Uyghur|ئۇيغۇرچە|Arab
    uk|ukr|Ukrainian|Українська|Cyrl
    ur|urd|Urdu|اردو|Arab
    uz|uzb uzn|Uzbek|Oʻzbekcha|Latn
    vi|vie|Vietnamese|Tiếng Việt|Latn
    wo|wol|Wolof|Wolof|Latn
    xh|xho|Xhosa|isiXhosa|Latn
    yi|yid ydd ji|Yiddish|ייִדיש|Hebr
    yo|yor|Yoruba|Yorùbá|Latn
    yue||Cantonese|粵語|Hant
    zh|zho chi cmn|Chinese|中文|Hans
    zu|zul|Zulu|isiZulu|Latn
    """
}
