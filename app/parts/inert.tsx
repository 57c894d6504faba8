import type { CSSProperties } from 'react'
import { readableHosts } from '../../src/model/readable-host.js'

/**
 * Words from a page or a mail of strangers. Only ever a text node; the direction is that of the words themselves, and
 * signs that turn the direction of what follows are taken out, so that a stranger's text can't rearrange ours. Hosts are
 * shown by their letters; `exact` is for lines of a file, which stay as the file has them.
 */
export function Inert({ text, className, style, lang, exact = false }: { text: string | null | undefined; className?: string; style?: CSSProperties; lang?: string; exact?: boolean }) {
  const inert = inertText(text ?? '')
  return <bdi dir="auto" className={className} style={style} lang={lang}>{exact ? inert : readableHosts(inert)}</bdi>
}

/** The direction of a sentence by its first letter: pieces of it stand in elements of their own, which `dir="auto"` would not look into. */
export function directionOf(text: string): 'ltr' | 'rtl' {
  const first = /\p{L}/u.exec(text)?.[0]
  return first !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u.test(first) ? 'rtl' : 'ltr'
}

export function inertText(text: string): string {
  return text.replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/gu, '').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, '\ufffd')
}
