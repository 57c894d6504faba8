/** Cyrillic and Greek letters in Latin ones, as names are written on signs and in domains; several languages share a row. */
const letters: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts',
  ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia', ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
}
/** Serbian writes its own Latin script. */
const serbian: Readonly<Record<string, string>> = { ж: 'z', х: 'h', ц: 'c', ч: 'c', ш: 's', й: 'j' }
const ukrainian: Readonly<Record<string, string>> = { г: 'h', и: 'y' }

/** True for a word with a letter of the scripts that can be written in Latin. */
export function isTransliterable(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i)
    if (code >= 0x370 && code <= 0x52f) return true
  }
  return false
}

/** A folded word in Latin letters, every way it is usually written; itself where it is Latin already. */
export function transliterations(word: string): string[] {
  if (!isTransliterable(word)) return [word]
  const forms = [letters, { ...letters, ...serbian }, { ...letters, ...ukrainian }].map((table) => [...word].map((letter) => table[letter] ?? letter).join(''))
  return [...new Set(forms)]
}

/** German ä, ö, ü and Nordic å as typed without them: Köln, Koeln. */
export function umlautForms(text: string): string[] {
  const other = text.normalize('NFC').replace(/[äöüåÄÖÜÅ]/gu, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa' })[letter.toLowerCase()] ?? letter)
  return other === text ? [] : [other]
}
