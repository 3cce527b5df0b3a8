/// The words behind ``LatinSentenceProfile``, without their last full stop; abbreviations in lower case.
package struct SentenceWordLists: Sendable {
  package let titles: String
  package let beforeNumber: String
  package let others: String
  package let starters: String

  package static let byLanguage: [String: SentenceWordLists] = [
    "en": english, "fr": french, "es": spanish, "pt": portuguese, "de": german, "it": italian, "ru": russian,
    "uk": russian, "be": russian, "bg": russian,
  ]

  package static let english = SentenceWordLists(
    titles: """
      mr mrs ms mx dr prof messrs rev hon gen col capt cmdr lt maj sgt sen rep gov pres amb supt fr \
      br e.g i.e viz cf vs \
      v.s resp approx ca incl excl eg ie
      """,
    beforeNumber: """
      no nos art arts para paras par pp p vol vols fig figs ch chap chaps sec sect secs sects eq eqs \
      ann app ed eds ref \
      refs doc docs tab pt pts op ser suppl annex n nr res dec reg rule
      """,
    others: """
      st jr sr inc ltd co corp plc llc bros dept univ assn inst intl govt est al etc add corr ave \
      blvd rd mt ft hwy jan \
      feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun u.s u.k \
      u.n e.u u.s.a u.s.s.r \
      d.c p.m a.m ph.d m.d b.a m.a b.sc m.sc b.c a.d p.s ed.d rep.of approx tel ext max min avg misc \
      orig trans transl \
      cont obs
      """,
    starters: """
      The This That These Those It He She They We You I In On At By For From With When While Where \
      What Who Why How If \
      As After Before Since Although Though However But And Or So Then There Here A An Its His Her \
      Their Our My No Not \
      Some Many Most All Each Both Such Other Another Moreover Furthermore Therefore Thus \
      Nevertheless Meanwhile \
      According Under During Despite To Please Let Do Does Did Is Are Was Were Will Would Can Could \
      Should May Have Has
      """)

  private static let french = SentenceWordLists(
    titles: "m mm mme mmes mlle mlles dr pr prof me mgr st ste cf p.ex c.-à-d c.à.d env resp vs",
    beforeNumber: "art arts al p pp vol chap n no nos nᵒ par par fig éd t sect ann doc rés",
    others: """
      etc av apr j.-c boul bd janv févr avr juill sept oct nov déc s.a s.a.r.l o.n.u n.d.l.r inc ltée
      """,
    starters: """
      Le La Les L' Un Une Des Il Elle Ils Elles Ce Cet Cette Ces C'est Ceci Cela Nous Vous On Je Tu \
      En Dans Sur Pour Par \
      Avec Sans Mais Et Ou Or Donc Car Si Quand Lorsque Comme Après Avant Depuis Pendant Selon À A \
      Au Aux De Du D'après \
      Toutefois Cependant Ainsi Enfin Son Sa Ses Leur Leurs Notre Nos Tout Tous Toutes Plusieurs Certains
      """)

  private static let spanish = SentenceWordLists(
    titles: """
      sr sra srta sres sras dr dra dres ee d dña da prof profa lic ing arq mons excmo excma ilmo p.ej \
      vs cf aprox gral
      """,
    beforeNumber: "art arts pág págs p pp núm núms nº vol cap caps párr párrs fig inc lit sec apdo ed t",
    others: """
      etc ud uds vd vds ee.uu uu s.a s.l a.c d.c c.v av avda cía ene feb mar abr jun jul ago sept oct \
      nov dic tel
      """,
    starters: """
      El La Los Las Lo Un Una Unos Unas En De Del Al A Por Para Con Sin Según Si Cuando Como Pero Y \
      O Aunque Este Esta \
      Estos Estas Ese Esa Eso Esto Él Ella Ellos Ellas Nosotros Se Su Sus Es Son Fue Era No También \
      Además Sin Entonces \
      Después Antes Durante Desde Hasta Todos Todas Algunos Muchos
      """)

  private static let portuguese = SentenceWordLists(
    titles: "sr sra srs sras srta dr dra drs d dom prof profa eng arq exmo exma v.exa p.ex vs cf aprox",
    beforeNumber: "art arts pág págs p pp n nº núm vol cap caps par fig inc al sec ed t",
    others: "etc ltda s.a cia av jan fev mar abr mai jun jul ago set out nov dez tel a.c d.c e.u.a",
    starters: """
      O A Os As Um Uma Uns Umas Em No Na Nos Nas De Do Da Dos Das Ao À Por Para Com Sem Segundo Se \
      Quando Como Mas E Ou \
      Embora Este Esta Estes Estas Esse Essa Isso Isto Ele Ela Eles Elas Nós Seu Sua É São Foi Era \
      Não Também Além Então \
      Depois Antes Durante Desde Até Todos Todas Alguns Muitos
      """)

  private static let german = SentenceWordLists(
    titles: """
      hr fr dr prof dipl ing mag st z.b d.h u.a u.u i.d.r o.g s.o s.u v.a z.t u.ä bzw ggf evtl inkl \
      exkl ca vgl sog vs \
      i.e e.g resp insb max min allg
      """,
    beforeNumber: "nr nrn abs art s bd bde kap ziff abb tab rn anm aufl jg h dok anl lit pos",
    others: """
      usw etc ff f str tel jan feb mär apr jun jul aug sept okt nov dez mio mrd u.s.w n.chr v.chr co \
      inc
      """,
    starters: """
      Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Man Dies Diese Dieser \
      Dieses Jene In Im \
      An Am Auf Aus Bei Mit Nach Von Vom Vor Zu Zum Zur Für Durch Über Unter Wenn Als Wie Da Weil \
      Obwohl Aber Und Oder \
      Doch Jedoch Außerdem Daher Deshalb Dann Danach Seit Während Nicht Auch So Hier Dort Was Wer Wo \
      Warum Laut Alle
      """)

  private static let italian = SentenceWordLists(
    titles: """
      sig sigg sig.ra dott dott.ssa prof prof.ssa avv ing arch on sen mons p.es ad.es cfr vs ca gent
      """,
    beforeNumber: "art artt pag pagg p pp n nn nr vol voll cap capp fig figg par lett all co c sez doc",
    others: """
      ecc etc s.p.a s.r.l s.a.s a.c d.c gen feb mar apr mag giu lug ago sett ott nov dic tel v.le \
      p.zza
      """,
    starters: """
      Il Lo La I Gli Le L' Un Uno Una In Nel Nella Nei Di Del Della Dei A Al Alla Per Con Senza \
      Secondo Se Quando Come \
      Ma E O Anche Questo Questa Questi Queste Quello Quella Egli Ella Lui Lei Loro Noi Si È Sono \
      Era Non Inoltre Tuttavia \
      Poi Dopo Prima Durante Da Dal Dalla Tutti Tutte Alcuni Molti
      """)

  private static let russian = SentenceWordLists(
    titles: """
      г-н г-жа гг им ул просп пр пл пер проф акад доц чл.-корр св т.е т.к т.н т.д.т т.о напр ср см \
      пос дер обл ген \
      полк др
      """,
    beforeNumber: "с стр ст ч гл п пп пункт рис табл т тт разд прил кн вып изд №",
    others: """
      г гг в вв н.э т.д т.п др пр руб коп тыс млн млрд долл чел м км кг см мин сек янв февр апр авг \
      сент окт нояб дек
      """,
    starters: """
      В Во На По Из За От До Для При Об О У К С Со Без Над Под Он Она Оно Они Мы Вы Я Это Этот Эта \
      Эти Тот Та Те Такой \
      Такие И А Но Или Однако Если Когда Как Так Там Тогда Затем Кроме Поэтому Также Его Её Их Наш \
      Все Всё Не Ни Что Кто \
      Где Почему После Перед Согласно Многие Некоторые
      """)
}
