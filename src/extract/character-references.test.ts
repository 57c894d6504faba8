import { describe, expect, it } from 'vitest'
import { decodeReferences } from './character-references.js'

describe('character references', () => {
  const rows: Array<[string, string, string]> = [
    ['&amp;&lt;&gt;&quot;', '&<>"', '&<>"'], ['&AMP;&copy;', '&©', '&©'], ['&notit; &notin;', '¬it; ∉', '&notit; ∉'], ['&copy=1', '©=1', '&copy=1'], ['&copy', '©', '©'],
    ['&nosuch;', '&nosuch;', '&nosuch;'], ['&#65;&#x41;&#X41', 'AAA', 'AAA'], ['&#150;', '–', '–'], ['&#0;&#xD800;&#x110000;', '\ufffd\ufffd\ufffd', '\ufffd\ufffd\ufffd'],
    ['&', '&', '&'], ['&;', '&;', '&;'], ['&#;', '&#;', '&#;'], ['&CounterClockwiseContourIntegral;', '∳', '∳'], ['&semi;&Tab;', ';\t', ';\t'], ['&amp;lt;', '&lt;', '&lt;'],
    [`&#${'9'.repeat(400)};`, '\ufffd', '\ufffd'], ['&ampx', '&x', '&ampx'],
  ]
  for (const [text, inText, inAttribute] of rows) {
    it(text.slice(0, 40), () => {
      expect(decodeReferences(text, false)).toBe(inText)
      expect(decodeReferences(text, true)).toBe(inAttribute)
    })
  }
})
