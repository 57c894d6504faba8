/** What a pasted notice of a search engine is about. */
export type NoticeKind = 'links-to-site' | 'links-from-site' | 'other-action' | 'no-action' | 'warning' | 'unrecognised'

/**
 * Reads the notice of a manual action as pasted. Only one about unnatural links *to* the site is a cause for a disavow
 * file (DIS-02); one about links from the site, thin content or hacking is answered on the site itself.
 */
export function readNotice(text: string): NoticeKind {
  const folded = text.slice(0, 20_000).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/\s+/gu, ' ')
  const takenAt = endOfLast(taken, folded)
  const patternAt = endOfLast(pattern, folded)
  // A text of several messages may tell of an action and of its end: the later one stands.
  const endedAt = endOfLast(noAction, folded)
  if (endedAt > Math.max(takenAt, patternAt)) return 'no-action'
  // Agencies write in the words of a notice, and a notice says what to do before its review: what was done outweighs that.
  if (takenAt === -1 && (threat.test(folded) || (patternAt === -1 && advice.test(folded)))) return 'warning'
  if (outgoing.some((words) => words.test(folded))) return 'links-from-site'
  if (incoming.some((words) => words.test(folded))) return 'links-to-site'
  return otherActions.test(folded) ? 'other-action' : 'unrecognised'
}

/** Where the last of these words ends, or -1. */
function endOfLast(words: RegExp, text: string): number {
  const last = [...text.matchAll(words)].at(-1)
  return last === undefined ? -1 : last.index + last[0].length
}

const action = 'manual (?:spam )?actions?'
const over = '(?:revoked|lifted|removed)'
/** What comes before an action that has not come, or before the end of one that has not ended. */
const perhaps = String.raw`\b(?:risk(?:s|ing)?|could|(?<!\d\.? |\bin |\bsince )may(?! \d)|might|can(?! (?:see|find|view|read))|likely|lead(?:s|ing)? to|result(?:s|ing)? in|cause|trigger)\b[^.!?]{0,60}`
const ahead = String.raw`\b(?:avoid|prevent|before)\b[^.!?]{0,60}`
const onceOver = String.raw`\b(?:once|when|if|until|unless|will)\b[^.!?,]{0,60}|\bafter an? |\b(?:have|get|see|want|need) (?:(?:the|a|any|your|this|these|all) )?`
const isOver = String.raw`${action} (?:(?:that was |which was )?(?:applied|taken)\b[^.!?,;]{0,60} )?(?:has been |have been |was |were )?${over}|\b(?:has|have) (?:now )?${over} (?:the|this|that|your|all|any) ${action}`
const noAction = new RegExp(String.raw`\bno (?:current )?${action}\b|no issues detected|(?=manual|ha)(?<!${onceOver})(?:${isOver})|\bkeine (?:manuellen? )?massnahmen?|aucune action manuelle|ninguna accion manual|nessuna azione manuale|nenhuma acao manual`, 'gu')
/** "could lead to a manual action": somebody speaks of one that has not come. "Affected by this manual action" speaks of one that has. */
const threat = new RegExp(String.raw`${perhaps}(?:(?<!\b(?:by|of|about|under) (?:the|this) )${action}|penalt)`, 'u')
const advice = new RegExp(String.raw`${ahead}(?:${action}|penalt)`, 'u')
const taken = new RegExp(String.raw`(?=manual|ta|applied)(?<!${perhaps}|${ahead}|\bno (?:current )?)(?:taking targeted action|${action} (?:has been |have been |was |were )?(?:applied|taken)|(?:applied|taken) (?:a )?${action})`, 'gu')
const pattern = /has detected a pattern of [^.!?]{0,200}\b(?:your|this) site/gu
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
const otherActions = /manual action|manuelle massnahme|action manuelle|accion manual|azione manuale|acao manual|pure spam|thin content|hacked|cloaking|hidden text|structured data|user-generated spam/u
