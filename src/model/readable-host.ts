import { domainToUnicode } from '../lib/punycode.js'
import { recent } from '../lib/recent.js'
import { whatwgUrl } from './whatwg-url.js'

/**
 * A host as people read it: names of other scripts by their letters. Only to be looked at: files, keys and questions keep
 * the Punycode, which is the name.
 *
 * The whole name stays Punycode where letters of it could pass for another, much as browsers hold it (UTS 39, "highly
 * restrictive"): scripts that are not written together, Cyrillic, Greek or Armenian letters that all read as Latin ones,
 * signs and marks that a name does not need.
 *
 *     readableHost('xn--mnster-3ya.example')  // 'münster.example'
 */
export function readableHost(host: string): string {
  if (!host.includes('xn--')) return host
  let shown = known.get(host)
  if (shown === undefined) known.set(host, (shown = isPlain(host, domainToUnicode(host)) ? domainToUnicode(host) : host))
  return shown
}

/** A text with its hosts so, those inside web addresses too. What needs its exact name keeps it: lines of a disavow file, mail addresses, a name beside which the letters stand already. */
export function readableHosts(text: string): string {
  if (!text.includes('xn--')) return text
  return text.replace(hostInText, (host: string, at: number) => {
    const shown = readableHost(host)
    const after = text.slice(at + host.length)
    const isTold = text.startsWith(`${shown} (`, at - shown.length - 2) || after.startsWith(` (${shown})`, Math.max(0, after.search(/\s|$/u)))
    return isTold ? host : shown
  })
}

/** True if the name has this text, by its letters or as Punycode. The text is in lower case. */
export function hostHasText(host: string, text: string): boolean {
  return host.includes(text) || (host.includes('xn--') && readableHost(host).includes(text.normalize('NFC')))
}

/** Not the rest of a longer word, nor a part of a path. */
const hostInText = /(?<![\w.@%=&?#…-]|domain:|[^/]\/|^\/)(?:[a-z0-9_-]+\.)*xn--[a-z0-9-]+(?:\.[a-z0-9-]+)*(?![\w…-])/gu

const known = recent<string>(20_000)

function isPlain(host: string, shown: string): boolean {
  // One name has one way to be written: whatever does not lead back to it was made to look like something.
  if (shown.includes('xn--') || whatwgUrl(`http://${shown}/`)?.hostname !== host) return false
  const labels = shown.split('.')
  return labels.every((label) => isAscii(label) || isPlainLabel(label, labels.at(-1)!))
}

const isAscii = (label: string) => /^[a-z0-9_-]*$/u.test(label)

const scripts = Object.fromEntries([
  'Latin', 'Cyrillic', 'Greek', 'Armenian', 'Hebrew', 'Arabic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Thai', 'Lao', 'Khmer', 'Myanmar', 'Georgian', 'Ethiopic', 'Thaana', 'Sinhala',
  'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam',
].map((name) => [name, new RegExp(`\\p{Script=${name}}`, 'u')]))

/** Scripts that are written in one word. */
const together = [['Latin', 'Han', 'Hiragana', 'Katakana'], ['Latin', 'Han', 'Bopomofo'], ['Latin', 'Han', 'Hangul']]

/** Letters that read as Latin ones, and the endings below which they are what people write. */
const likeLatin: Readonly<Record<string, { letters: RegExp; endings: ReadonlySet<string> }>> = {
  Cyrillic: { letters: /^[-0-9аеосрухіјѕһԁԛԝӏԍѵҽькпг]+$/u, endings: new Set(['ru', 'su', 'by', 'bg', 'kz', 'kg', 'ua', 'uz', 'rs', 'mk', 'me', 'mn', 'tj']) },
  Greek: { letters: /^[-0-9αγειηκνορτυχωϲϳ]+$/u, endings: new Set(['gr', 'cy']) },
  Armenian: { letters: /^[-0-9գզլհյոսցքօ]+$/u, endings: new Set(['am']) },
}

/** Latin letters of languages that are written today; those of phonetics read as plain ones. */
const latin = /^[a-z\u00df-\u00f6\u00f8-\u0130\u0132-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u01a1\u01b0\u01ce-\u01dc\u0219\u021b\u1e01-\u1eff]$/u
/** Kana and Han that read as a slash or a hyphen where no other of theirs stands beside them. */
const strokes = /(?<![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])[ノソゾン一丶丿ー]+(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー])/u

function isPlainLabel(label: string, ending: string): boolean {
  // A dot between two l is Catalan.
  const letters = label.replaceAll('l·l', 'll')
  if (!/^[\p{L}\p{M}\p{Nd}-]+$/u.test(letters) || /\p{Script=Inherited}|\p{Default_Ignorable_Code_Point}|(?![ー々ゝゞヽヾ])\p{Lm}/u.test(letters)) return false
  const found = new Set<string>()
  for (const letter of letters) {
    if (!/[\p{L}\p{M}]/u.test(letter) || /[ー々]/u.test(letter)) continue
    const script = Object.keys(scripts).find((name) => scripts[name]!.test(letter))
    if (script === undefined || (script === 'Latin' && !latin.test(letter) && !isTurkish(letter, letters, ending))) return false
    found.add(script)
  }
  if (/[^\P{Nd}0-9]/u.test(letters) && (found.has('Latin') || found.size === 0 || /[0-9]/u.test(letters))) return false
  if (found.size > 1 && !together.some((group) => [...found].every((script) => group.includes(script)))) return false
  if (found.has('Latin') && strokes.test(letters)) return false
  const [script = ''] = found
  const like = likeLatin[script]
  return like === undefined || !like.letters.test(letters) || like.endings.has(ending) || scripts[script]!.test(ending)
}

/** The i without a dot reads as one with it, but in words that are Turkish by another letter or by their ending. */
function isTurkish(letter: string, label: string, ending: string): boolean {
  return letter === 'ı' && (ending === 'tr' || ending === 'az' || /[ğşçöü]/u.test(label))
}
