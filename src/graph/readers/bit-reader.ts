/** Thrown where a number runs past the bits that are there: more have to be read, or the file ends too early. */
export class PastEndError extends Error {}

/** Thrown where a number is larger than any that a graph can hold. */
export class HugeNumberError extends Error {}

/** Codes of whole numbers from 0 on, as WebGraph writes them. */
export type Code = 'unary' | 'gamma' | 'delta' | 'zeta' | 'nibble' | 'golomb'

/** Bytes behind the last that reading may touch. */
export const bitSpareBytes = 8
/** Powers past this are no number of a graph. */
const powerMax = 34

/**
 * Reads numbers out of bits, the highest bit of each byte first. A number of up to 25 bits comes out of one word; the
 * rest go the long way round.
 *
 * Past the end there are zeros, so a number may be read that is not there: `at > end` tells it afterwards.
 */
export class BitReader {
  /** Place of the next bit, and of the end, in bits. At most 2³¹. */
  at = 0
  end = 0
  private view: DataView = new DataView(new ArrayBuffer(bitSpareBytes))

  /** Reads on in other bytes, `length` of them, which are followed by spare ones that are zero. */
  setBytes(bytes: Uint8Array, length: number): void {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.end = length * 8
  }

  read(code: Code, parameter: number): number {
    switch (code) {
      case 'gamma':
        return this.gamma()
      case 'zeta':
        return this.zeta(parameter)
      case 'unary':
        return this.unary()
      case 'delta':
        return this.delta()
      case 'nibble':
        return this.nibble()
      case 'golomb':
        return this.golomb(parameter)
    }
  }

  /** Zeros up to the next one. */
  unary(): number {
    const zeros = Math.clz32(this.word())
    if (zeros > 24) return this.longUnary()
    this.at += zeros + 1
    return zeros
  }

  gamma(): number {
    const word = this.word()
    const zeros = Math.clz32(word)
    if (zeros > 12) return this.longGamma()
    this.at += 2 * zeros + 1
    return (word >>> (31 - 2 * zeros)) - 1
  }

  delta(): number {
    return this.power(this.gamma())
  }

  zeta(shrink: number): number {
    const word = this.word()
    const zeros = Math.clz32(word)
    const bits = zeros * shrink + shrink - 1
    if (zeros + bits + 2 > 25 || bits === 0) return this.longZeta(shrink)
    const left = 1 << (zeros * shrink)
    const rest = word << (zeros + 1)
    const value = rest >>> (32 - bits)
    if (value < left) {
      this.at += zeros + 1 + bits
      return value + left - 1
    }
    this.at += zeros + 2 + bits
    return (rest >>> (31 - bits)) - 1
  }

  /** Octal digits, the last of them marked. */
  nibble(): number {
    let value = 0
    for (let digits = 1; ; digits += 1) {
      if (this.at >= this.end) throw new PastEndError()
      if (3 * digits > powerMax + 2) throw new HugeNumberError()
      const bits = this.bits(4)
      value = value * 8 + (bits & 7)
      if (bits >= 8) return value
    }
  }

  golomb(modulus: number): number {
    const quotient = this.unary()
    const log = 31 - Math.clz32(modulus)
    const short = 2 * 2 ** log - modulus
    const value = this.bits(log)
    return quotient * modulus + (value < short ? value : value * 2 + this.bits(1) - short)
  }

  /** The bits from `at` on in the highest places, 25 of them or more. */
  private word(): number {
    const { at } = this
    if (at > this.end) throw new PastEndError()
    return this.view.getUint32(at >>> 3) << (at & 7)
  }

  /** A number of `count` bits, at most 24. */
  private shortBits(count: number): number {
    if (count === 0) return 0
    const value = this.word() >>> (32 - count)
    this.at += count
    return value
  }

  private bits(count: number): number {
    return count <= 24 ? this.shortBits(count) : this.shortBits(count - 24) * 2 ** 24 + this.shortBits(24)
  }

  private longUnary(): number {
    let count = 0
    for (;;) {
      const zeros = Math.clz32(this.word() & 0xffffff00)
      if (zeros < 24) {
        this.at += zeros + 1
        return count + zeros
      }
      count += 24
      this.at += 24
    }
  }

  private longGamma(): number {
    return this.power(this.unary())
  }

  /** The number with a one and `power` further bits, less one. */
  private power(power: number): number {
    if (power > powerMax) throw new HugeNumberError()
    return 2 ** power + this.bits(power) - 1
  }

  private longZeta(shrink: number): number {
    const power = this.unary() * shrink
    if (power > powerMax) throw new HugeNumberError()
    const left = 2 ** power
    const value = this.bits(power + shrink - 1)
    return value < left ? value + left - 1 : value * 2 + this.bits(1) - 1
  }
}
