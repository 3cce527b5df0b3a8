extension SegmentationCase {
  static let english = cases(
    "en",
    """
    The meeting was opened. |The agenda was adopted.
    Dr. Smith chaired the session. |He thanked the delegates.
    Mr. He Hua and Ms. An Li attended. |They spoke briefly.
    The delegation of the U.S. Government spoke first.
    He lives in the U.S. |The weather is fine.
    The proposal, e.g. Annex II, was discussed. |No objections were raised.
    Several bodies, i.e. The Committee and the Board, met.
    See No. 5 of the list. |It is long.
    He said no. |They left.
    Under Art. 12 of the treaty, members vote. |Art. 13 follows.
    See paras. 4 and 5. |The text follows.
    Quoted on pp. 3 and 4 of vol. II of the report.
    Document A/RES/70/1 Rev. 2 was issued. |Add. 1 followed.
    The text is in Corr. 1 to the document.
    J. R. Smith wrote it. |J.K. Rowling did not.
    The paper by A. B. Jones et al. was cited. |It is old.
    The rate rose by 3.5 per cent. |Prices fell by 0.2 per cent.
    Version 2.0.1 was released. |Please upgrade.
    Visit https://www.example.org/a.b?q=1. |Then write to me.
    Mail info@example.org. |We will answer.
    Open the file notes.v2.txt first. |Then close it.
    The library Node.js is used. |It works.
    Well... I think so. |We shall see.
    He paused... then continued.
    It ended... |The room was silent.
    Is it ready?! |Yes!
    What? |No way! |Really.
    “Is it adopted?” she asked. |Nobody answered.
    He said, “It is adopted.” |The meeting closed.
    "We agree." |The chair nodded.
    He asked "Why?" and left.
    He said (see Fig. 3.) and left. |We stayed.
    The text was adopted (see para. 5). |The next item followed.
    (The meeting rose at 6 p.m.) |It resumed later.
    The meeting rose at 6 p.m. |It will resume at 10 a.m. tomorrow.
    We met at 5 p.m. Tuesday in Geneva.
    Items: 1. Opening of the session; 2. Adoption of the agenda.
    1. Opening of the session. |2. Adoption of the agenda.
    The company, Acme Inc. of Geneva, applied. |It won.
    It works for Acme Ltd. |The firm is old.
    We bought pens, paper, etc. |Then we left.
    It happened in 2019. |The world changed.
    There are 12. |That is enough.
    Yahoo! is a company.
    The treaty was adopted.12 |The parties signed it later.
    The treaty was adopted.[3] |The parties signed it.
    iPhone sales fell. |Analysts were surprised.
    St. Petersburg is large. |So is Moscow.
    Prof. Li and Rev. Brown spoke. |Gen. Park did not.
    He was born on Jan. 5 in Vienna. |She was not.
    The ratio is approx. 5 to 1. |Fine.
    I agree. |I also agree. |So do I. |The end.
    Ph.D. candidates may apply. |Others may not.
    The chair said: “We start now. Please sit down.” |Everyone sat.
    Stop! |Who goes there?
    “Stop!” |“Who are you?”
    Thank you, Mr. Chair. |We support the statement made by the African Group.
    The vote was 5 vs. 3 in favour. |It passed.
    Rule 4.2 applies. |Rule 4.3 does not.
    One. |Two. |Three.
    """
  )

  static let french = cases(
    "fr",
    """
    La séance est ouverte. |L'ordre du jour est adopté.
    M. Dupont a pris la parole. |Il a remercié les délégués.
    Mme Martin et MM. Petit et Roux sont arrivés. |Ils parlent.
    Voir art. 5 et p. 12 du document. |Merci.
    Vraiment ? |Oui ! |Très bien.
    « Êtes-vous prêt ? » |Le président attendit.
    Il a dit : « C'est fini. » |Puis il est parti.
    « Venez ! » cria-t-elle.
    Le taux est de 3,5 %. |Il baisse.
    Les États, p. ex. la Suisse, ont signé. |D'autres suivront.
    L'accord, etc. est signé. |La suite demain.
    Jean-Paul B. Martin est élu. |Il accepte.
    Le document n° 5 est prêt. |Le n° 6 ne l'est pas.
    """
  )

  static let spanish = cases(
    "es",
    """
    Se abre la sesión. |El orden del día queda aprobado.
    ¿Está listo? |¡Sí! |Vamos.
    El Sr. García tomó la palabra. |La Sra. López respondió.
    Véase el art. 5, pág. 12. |Gracias.
    En EE. UU. se aprobó la ley. |Después se publicó.
    ¡Hola! ¿qué tal?
    Dijo: «Se acabó.» |Luego se fue.
    Los Dres. Ruiz y Vega asistieron. |Nadie más.
    """
  )

  static let german = cases(
    "de",
    """
    Die Sitzung ist eröffnet. |Die Tagesordnung wird angenommen.
    Am 3. Oktober 1990 war es so weit. |Alle feierten.
    Im 19. Jahrhundert lebte er in Wien. |Er war arm.
    Das gilt z. B. für Berlin. |Auch für Bonn.
    Das gilt z.B. Für alle.
    Siehe Art. 5 Abs. 2 und Nr. 7. |Das genügt.
    Dr. Müller und Prof. Weber kamen. |Sie blieben lange.
    „Wer ist da?“ |Niemand antwortete.
    Er sagte: „Es ist aus.“ |Dann ging er.
    Das kostet 1.000,50 Euro. |Zu viel!
    Er kam 2019. |Sie kam später.
    Der Preis liegt bei ca. 5 Mio. Euro. |Das ist viel.
    """
  )

  static let portugueseAndItalian =
    cases(
      "pt",
      """
      A sessão está aberta. |A ordem do dia foi aprovada.
      O Sr. Silva tomou a palavra. |A Sra. Costa respondeu.
      Ver art. 5, pág. 12. |Obrigado.
      Está pronto? |Sim! |Vamos.
      O Dr. Souza e a Dra. Lima chegaram. |Todos esperavam.
      """
    )
    + cases(
      "it",
      """
      La seduta è aperta. |L'ordine del giorno è approvato.
      Il Sig. Rossi ha preso la parola. |Poi ha concluso.
      Si veda l'art. 5, pag. 12. |Grazie.
      È pronto? |Sì! |Andiamo.
      Il dott. Bianchi e l'avv. Neri erano presenti. |Nessun altro.
      """
    )
}
