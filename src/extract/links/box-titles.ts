import { asciiText } from '../text.js'

/** What a box is for: more to read, something to do (share, follow, subscribe), advertising, or finding the way on the site. */
export type BoxKind = 'reading' | 'acts' | 'ad' | 'menu'

/**
 * What stands above boxes that a writer does not write: more to read, what others read, buttons to share and follow,
 * subscriptions, advertising. Lists of sources and further reading are left out, since they belong to the piece. They
 * are here and not in a data file because reading a page asks for no lists.
 */
const phrases: Readonly<Record<BoxKind, string>> = {
  reading: `
related|related articles|related stories|related posts|related news|related content|related coverage|related items|related reading|you may also like|you might also like|you may like|you may also be interested in|you might also be interested in|also read|read also|read next|read this next|up next|more stories|more news|more articles|more posts|more from|more on this story|more on this topic|most read|most popular|most viewed|most shared|popular|popular posts|popular articles|trending|trending now|recommended|recommended for you|recommended stories|recommended reading|editors picks|editor's picks|editors' picks|top stories|latest news|latest posts|latest stories|latest articles|recent posts|recent articles|around the web|from around the web|from the web|don't miss
verwandte artikel|verwandte themen|verwandte beiträge|ähnliche artikel|ähnliche beiträge|ähnliche themen|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte dich interessieren|das könnte sie interessieren|dies könnte sie auch interessieren|auch interessant|ebenfalls interessant|lesen sie auch|lesen sie mehr|lesen sie weiter|lies auch|mehr zum thema|mehr zu diesem thema|zum thema|passend zum thema|weitere artikel|weitere beiträge|weitere meldungen|weitere nachrichten|weitere themen|weitere news|mehr artikel|mehr beiträge|mehr news|mehr aus|mehr von|meistgelesen|meist gelesen|meistgelesene artikel|meistgelesene beiträge|am meisten gelesen|beliebte artikel|beliebte beiträge|beliebt|neueste beiträge|neueste artikel|neueste nachrichten|letzte beiträge|aktuelle beiträge|aktuelle artikel|empfehlungen|empfehlungen der redaktion|empfohlen|empfohlene artikel
à lire aussi|a lire aussi|lire aussi|à lire également|lire également|à lire ensuite|sur le même sujet|sur le même thème|articles similaires|articles liés|articles connexes|articles récents|derniers articles|les plus lus|le plus lu|les + lus|vous aimerez aussi|vous aimerez également|cela peut vous intéresser|ça peut vous intéresser|dans la même rubrique|à découvrir|à découvrir aussi
te puede interesar|también te puede interesar|le puede interesar|te podría interesar|puede interesarte|lea también|lee también|leé también|lea además|lee más|leer más|ver también|relacionados|relacionadas|noticias relacionadas|artículos relacionados|notas relacionadas|contenido relacionado|temas relacionados|lo más leído|lo más visto|más leídas|más leídos|más noticias|más sobre este tema|te recomendamos|recomendados|recomendadas|últimas noticias
leia também|leia mais|veja também|veja mais|saiba mais|relacionadas|relacionados|notícias relacionadas|artigos relacionados|mais lidas|mais lidos|as mais lidas|mais notícias|você pode gostar|você também pode gostar|últimas notícias
leggi anche|leggi tutto|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|articoli correlati|notizie correlate|correlati|i più letti|le più lette|più letti|più lette|ultime notizie
lees ook|lees meer|lees verder|gerelateerd|gerelateerde artikelen|gerelateerde berichten|meer over dit onderwerp|meer nieuws|meest gelezen|aanbevolen
czytaj także|czytaj również|czytaj też|czytaj więcej|przeczytaj także|przeczytaj również|zobacz także|zobacz również|zobacz też|podobne artykuły|podobne wpisy|powiązane|powiązane artykuły|polecane|polecamy|najczęściej czytane|najpopularniejsze|najnowsze|najnowsze wpisy
läs också|läs mer|läs även|mest läst|mest lästa|relaterade artiklar|relaterat|læs også|læs mere|mest læste|relaterede artikler|les også|les mer|mest lest|relaterte artikler|lue myös|luetuimmat|aiheesta lisää
čtěte také|čtěte dále|přečtěte si také|mohlo by vás zajímat|související články|související|nejčtenější|prečítajte si aj|súvisiace články|najčítanejšie|kapcsolódó cikkek|kapcsolódó|olvasta már|legolvasottabb|ajánlott|citește și|citiți și|articole similare|cele mai citite|ilgili haberler|bunlar da ilginizi çekebilir|çok okunanlar|baca juga|artikel terkait|terpopuler|berita terkait
`,
  acts: `
share this|share this article|share this story|share on|follow us|follow us on|connect with us|newsletter|sign up for our newsletter|subscribe to our newsletter|subscribe now|teilen|artikel teilen|beitrag teilen|diesen artikel teilen|diesen beitrag teilen|folgen sie uns|folge uns|folgt uns|folgen sie uns auf|jetzt abonnieren|partager|partager cet article|suivez-nous|suivez nous|nous suivre|abonnez-vous|compartir|comparte|síguenos|síganos|síguenos en|compartilhe|compartilhar|siga-nos|condividi|seguici|seguici su|deel dit artikel|delen|volg ons|udostępnij|dela
`,
  ad: `
ads|advertentie|advertisement|advertisements|annonce|annons|annonse|anuncio|anuncios|anzeige|anzeigen|anúncio|anúncios|gesponserte links|hirdetés|mainos|promoted stories|pubblicità|publicidad|publicidade|publicitate|publicité|reclame|reklam|reklama|reklame|sponsored links|sponsored stories|werbung
`,
  menu: `
menu|main menu|navigation|site navigation|main navigation|site menu|menü|hauptmenü|hauptnavigation|seitennavigation|menu principal|navigation principale|menú|menú principal|navegación|navegação|menu principale|navigazione|hoofdmenu|navigatie|nawigacja|menu główne|meny|navigering|navigace|navigácia|navigáció|categories|kategorien|rubriken|catégories|rubriques|categorías|categorias|categorie|categorieën|kategorie|tags|schlagwörter|schlagworte|mots-clés|etiquetas
`,
}
const titleBytesMax = 72
const wordsOverMax = 4

/** Other bytes than ASCII count as one sign for each run of them, whatever the page's encoding. */
const signed = (text: string): string => text.replace(/[^\0-\u007f]+/gu, '?')

const titles = new Map<string, BoxKind>()
/** First words of titles that may go on ("More from the desk"): those of two words and more. */
const openings = new Map<string, string[]>()
for (const kind of Object.keys(phrases) as BoxKind[]) {
  for (const phrase of phrases[kind].trim().split(/[|\n]/u)) {
    const title = signed(phrase)
    titles.set(title, kind)
    const words = title.split(' ')
    if (words.length < 2) continue
    const key = `${words[0]} ${words[1]}`
    openings.set(key, [...(openings.get(key) ?? []), title])
  }
}

/** Of which kind of box the text between two offsets is the title, or null. */
export function boxTitle(bytes: Uint8Array, start: number, end: number): BoxKind | null {
  let from = start
  let to = end
  while (from < to && bytes[from]! <= 32) from += 1
  while (to > from && bytes[to - 1]! <= 32) to -= 1
  if (to - from > titleBytesMax || to - from < 3) return null
  const text = signed(asciiText(bytes, from, to)).toLowerCase().replace(/[\s\0-\u001f]+/gu, ' ').replace(/^[^a-z?]+|[^a-z?]+$/gu, '')
  const kind = titles.get(text)
  if (kind !== undefined) return kind
  const words = text.split(' ')
  const opening = openings.get(`${words[0]} ${words[1]}`)?.find((title) => text.startsWith(`${title} `) && words.length <= title.split(' ').length + wordsOverMax)
  return opening === undefined ? null : titles.get(opening)!
}
