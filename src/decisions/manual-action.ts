/** What a pasted notice of a search engine is about. */
export type NoticeKind = 'links-to-site' | 'links-from-site' | 'other-action' | 'unrecognised'

/**
 * Reads the notice of a manual action as pasted. Only one about unnatural links *to* the site is a cause for a disavow
 * file (DIS-02); one about links from the site, thin content or hacking is answered on the site itself.
 */
export function readNotice(text: string): NoticeKind {
  const folded = text.slice(0, 20_000).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ')
  if (outgoing.some((pattern) => pattern.test(folded))) return 'links-from-site'
  if (incoming.some((pattern) => pattern.test(folded))) return 'links-to-site'
  return otherActions.test(folded) ? 'other-action' : 'unrecognised'
}

const outgoing = [
  /(?:unnatural|artificial|deceptive|manipulative)[^.]{0,40}(?:links? from your|outbound links?|outgoing links?|links? on your site)/u,
  /(?:unnaturliche|kunstliche)[^.]{0,40}(?:links? (?:von|auf) (?:ihrer|deiner)|ausgehende)/u,
  /(?:liens?|enlaces|collegamenti|links?)[^.]{0,40}(?:sortants|salientes|in uscita|de saida)/u,
]
const incoming = [
  /(?:unnatural|artificial|deceptive|manipulative)[^.]{0,80}\blinks?\b/u,
  /\blinks?\b[^.]{0,60}(?:unnatural|artificial|manipulative|violat)/u,
  /manual (?:spam )?action[^.]{0,120}\blinks?\b/u,
  /(?:unnaturliche|kunstliche|manipulative)[^.]{0,60}links?/u,
  /liens?[^.]{0,60}(?:artificiels?|non naturels?|factices|trompeurs)/u,
  /enlaces?[^.]{0,60}(?:no naturales|artificiales|poco naturales|enganosos)/u,
  /(?:link|collegamenti)[^.]{0,60}(?:non naturali|artificiali|innaturali|ingannevoli)/u,
  /links?[^.]{0,60}(?:nao naturais|artificiais)/u,
  /(?:onnatuurlijke|kunstmatige)[^.]{0,60}links?/u,
  /(?:nienaturalne|sztuczne)[^.]{0,60}(?:linki|odnosniki)/u,
  /(?:искусственн|неестественн)[^.]{0,60}ссыл/u,
  /(?:dogal olmayan|yapay)[^.]{0,60}baglanti/u,
  /不自然なリンク|人為的なリンク|非自然链接|非自然連結|부자연스러운 링크/u,
]
const otherActions = /manual action|manuelle ma(?:ss|ß)nahme|action manuelle|accion manual|azione manuale|acao manual|pure spam|thin content|hacked|cloaking|hidden text|structured data|user-generated spam/u
