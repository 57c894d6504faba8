import { NameDictionary, nameCharsMax } from './name-dictionary.js'

const textsMax = 500_000

/**
 * Numbers of texts seen lately: the same hosts and URLs come again and again. Texts cut out of a file would each keep a
 * piece of it alive in a map of the language, so they are copied as bytes.
 */
export class RememberedNumbers {
  private texts = new NameDictionary('what is remembered')
  private readonly numbers = new Uint32Array(textsMax)

  get(text: string): number | undefined {
    const slot = text.length > nameCharsMax ? -1 : this.texts.find(text)
    return slot === -1 ? undefined : this.numbers[slot]
  }

  set(text: string, number: number): void {
    if (text.length > nameCharsMax) return
    if (this.texts.count === textsMax) this.texts = new NameDictionary('what is remembered')
    this.numbers[this.texts.numberOf(text)] = number
  }
}
