import type { Code } from '../bit-reader.js'

/** Writes numbers as bits, for tests: by their definitions, without regard to speed. */
export class BitWriter {
  private readonly digits: string[] = []
  length = 0

  write(code: Code, value: number, parameter: number): void {
    this.put(coded(code, value, parameter))
  }

  bytes(): Uint8Array {
    const text = this.digits.join('')
    return Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, index) => Number.parseInt(text.slice(8 * index, 8 * index + 8).padEnd(8, '0'), 2))
  }

  private put(digits: string): void {
    this.digits.push(digits)
    this.length += digits.length
  }
}

function coded(code: Code, value: number, parameter: number): string {
  switch (code) {
    case 'unary':
      return '0'.repeat(value) + '1'
    case 'gamma':
      return '0'.repeat(binary(value + 1).length - 1) + binary(value + 1)
    case 'delta':
      return coded('gamma', binary(value + 1).length - 1, 0) + binary(value + 1).slice(1)
    case 'zeta': {
      const power = Math.floor((binary(value + 1).length - 1) / parameter)
      const least = 2 ** (power * parameter)
      return coded('unary', power, 0) + minimal(value + 1 - least, least * 2 ** parameter - least)
    }
    case 'golomb':
      return coded('unary', Math.floor(value / parameter), 0) + minimal(value % parameter, parameter)
    case 'nibble':
      return [...value.toString(8)].map((digit, index, all) => (index === all.length - 1 ? '1' : '0') + binary(Number(digit)).padStart(3, '0')).join('')
  }
}

/** One of `count` numbers, in as few bits as can be: the smaller ones take one bit less where `count` is no power of two. */
function minimal(value: number, count: number): string {
  const bits = binary(count).length - 1
  const short = 2 ** (bits + 1) - count
  if (value < short) return bits === 0 ? '' : binary(value).padStart(bits, '0')
  return binary(value + short).padStart(bits + 1, '0')
}

function binary(value: number): string {
  return value.toString(2)
}
