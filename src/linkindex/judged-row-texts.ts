/**
 * A text for each row, held as a few long ones. Unlike the texts that are searched they are kept to the letter, line
 * breaks and all.
 */
export interface RowTexts {
  /** Texts of `slabRows` rows each, one behind the other. */
  slabs: string[]
  /** Where the text of each row ends in its slab. */
  ends: Uint32Array
}

const slabRows = 16_384

export function textOfRow({ slabs, ends }: RowTexts, row: number): string {
  return slabs[Math.floor(row / slabRows)]!.slice(row % slabRows === 0 ? 0 : ends[row - 1]!, ends[row])
}

/** Takes texts row by row. */
export class TextCollector {
  private count = 0
  private parts: string[] = []
  private chars = 0
  private readonly slabs: string[] = []
  private ends = new Uint32Array(4_096)

  add(text: string): void {
    if (this.count === this.ends.length) {
      const larger = new Uint32Array(2 * this.ends.length)
      larger.set(this.ends)
      this.ends = larger
    }
    this.parts.push(text)
    this.chars += text.length
    this.ends[this.count] = this.chars
    this.count += 1
    if (this.count % slabRows === 0) this.closeSlab()
  }

  finish(): RowTexts {
    if (this.count % slabRows !== 0) this.closeSlab()
    return { slabs: this.slabs, ends: this.ends.slice(0, this.count) }
  }

  private closeSlab(): void {
    this.slabs.push(this.parts.join(''))
    this.parts = []
    this.chars = 0
  }
}
