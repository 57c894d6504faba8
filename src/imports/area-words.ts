import type { Area } from '../model/link.js'

/** Where a tool that read the page says a link stands; null for words that name no place. */
export function areaOfWord(text: string | null): Area | null {
  const word = (text ?? '').toLowerCase()
  if (word === '') return null
  if (/nav|menu/u.test(word)) return 'nav'
  if (word.includes('footer')) return 'footer'
  if (word.includes('header')) return 'header'
  if (/aside|sidebar/u.test(word)) return 'aside'
  if (word.includes('comment')) return 'comment'
  return /content|article|main|section|body/u.test(word) ? 'main' : null
}
