/** Contrast of a colour (#rrggbb) on white as WCAG 2.2 works it out; 1 for what is no colour. */
export function contrastOnWhite(colour: string): number {
  if (!/^#[0-9a-f]{6}$/iu.test(colour)) return 1
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)) as [number, number, number]
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
