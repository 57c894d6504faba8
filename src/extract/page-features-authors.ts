/**
 * Names out of what pages write for an author: "By Ada Lovelace, MD | 3 March 2026", "von Karl Beispiel und Eva Muster".
 * The language of the "by" word is not asked for; the words are few and stand only at the start.
 */
export function authorNames(text: string): string[] {
  const plain = text.replace(/[\u00ad\u200b-\u200d\ufeff]/gu, '').replace(/\s+/gu, ' ').trim().slice(0, 300)
  if (plain === '' || /^https?:|^www\.|^@?\w+\.\w{2,}$|@\w+\.\w/u.test(plain)) return []
  let rest = plain.replace(phrasePattern, '')
  for (let round = 0; round < 3; round += 1) {
    const shorter = rest.replace(leadPattern, '').trim()
    if (shorter === rest) break
    rest = shorter
  }
  rest = rest.split(cutPattern, 1)[0]!.trim()
  const found: string[] = []
  for (const part of rest.split(/\s*[;/&+]\s*|\s+(?:and|und|et|y|e|i|en|og|och|with|mit)\s+|,\s+(?=\p{Lu}\S*\s+\p{Lu})/u)) {
    const name = part.replace(/^[\s,.:–—-]+|[\s,:–—-]+$/gu, '').replace(/\s*\([^)]{0,40}\)\s*$/u, '').replace(/,\s+\p{Lu}{2,6}$/u, '').replace(/,?\s+(?:MD|M\.D\.|PhD|Ph\.D\.|RN|DDS|DO|MPH|MBBS)\.?(?:,.*)?$/u, '').trim()
    if (isName(name) && !found.includes(name)) found.push(name)
    if (found.length === 6) break
  }
  return found
}

const phrasePattern = /^(?:(?:zeige )?alle beiträge von|(?:all |view all )?posts by|(?:veröffentlicht|publié|publicado|posted|published)\s+(?:am|on|le|el)\s+[\d.]+\s?\p{L}*\.?\s?\d*\s+(?:von|by|par|por))\s+/iu
const leadPattern =
  /^(?:(?:written|posted|published|contributed|reviewed|erstellt|geschrieben|verfasst|veröffentlicht|eingestellt|publié|publicado|escrito|scritto|pubblicato|geschreven|geplaatst|napisane|opublikowane)\s+)?(?:by|von|par|por|di|da|door|przez|av|af|od|kirjoittanut|autor(?:in|en)?|author|auteur|auteure|autore|autrice|autora|text|texte|text von|bericht von|ein gastbeitrag von|skrevet af|skriven av|verfasser|redaktion)\s*[:：]?\s+|^(?:by|von|autor(?:in)?|author|auteur|autore|text|texte)\s*[:：]\s*/iu
const cutPattern =
  /\s*[|•·»]\s*|\s+[–—-]\s+|\s+(?:on|am|le|el|il|op|at|in)\s+(?=\p{Lu}?\p{L}*\.?,?\s*\d)|,?\s*(?=\b\d{1,4}[.\-/]\d{1,2}[.\-/]\d{1,4}\b)|,?\s*(?=\b\d{1,2}\.?\s+\p{L}{3,12}\.?\s+\d{4})|,?\s+(?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)[a-z]*\.?\s+\d)|\s+(?:updated|aktualisiert|posted|published|veröffentlicht|mis à jour|in|follow|folgen|contributor|staff writer|correspondent)(?:\s|$)/iu
const notNames =
  /^(?:admin|administrator|webmaster|editor|editorial|redaktion|redazione|rédaction|la rédaction|redacción|staff|author|autor|guest|user|webteam|team|news|home|about|contact|more|share|comments?|kommentare?|mehr|twitter|facebook|anonymous|unknown|none|null|n\/a|dpa|reuters|afp|ap)$/iu

function isName(text: string): boolean {
  if (text.length < 2 || text.length > 70 || /[<>{}[\]|@#=]|https?:/u.test(text) || notNames.test(text)) return false
  if (!/\p{L}/u.test(text) || /\d{3,}/u.test(text)) return false
  return text.split(' ').length <= 7
}
