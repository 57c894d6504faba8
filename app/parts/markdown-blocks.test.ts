import { describe, expect, it } from 'vitest'
import { inlineWords, markdownBlocks } from './markdown-blocks.js'

describe('inlineWords', () => {
  it.each([
    ['plain', [{ kind: 'text', text: 'plain' }]],
    ['**bold** and `code`', [{ kind: 'strong', text: 'bold' }, { kind: 'text', text: ' and ' }, { kind: 'code', text: 'code' }]],
    ['\\*\\*not bold\\*\\*', [{ kind: 'text', text: '**not bold**' }]],
    ['see <https://a.example/b>.', [{ kind: 'text', text: 'see ' }, { kind: 'link', text: 'https://a.example/b', href: 'https://a.example/b' }, { kind: 'text', text: '.' }]],
    ['[Policy](https://a.example/)', [{ kind: 'link', text: 'Policy', href: 'https://a.example/' }]],
    ['[x](javascript:alert(1))', [{ kind: 'text', text: '[x](javascript:alert(1))' }]],
    ['[x](//evil.example/)', [{ kind: 'text', text: '[x](//evil.example/)' }]],
    ['<img src=x onerror=alert(1)>', [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }]],
    ['a ** b', [{ kind: 'text', text: 'a ** b' }]],
    ['an `open code', [{ kind: 'text', text: 'an `open code' }]],
  ])('%s', (line, expected) => {
    expect(inlineWords(line)).toEqual(expected)
  })

  it('takes time in step with the length, whatever the text', () => {
    const started = performance.now()
    for (const sign of ['[', '**', '`', '<', '[](', '\\']) inlineWords(sign.repeat(50_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('markdownBlocks', () => {
  it('reads headings, paragraphs, lists and tables', () => {
    const blocks = markdownBlocks('# Do nothing.\n\nOne\ntwo\n\n- a\n- b\n\n| q | a |\n| --- | --- |\n| x \\| y | no |\n')
    expect(blocks.map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'table'])
    expect(blocks[1]).toEqual({ kind: 'paragraph', words: [{ kind: 'text', text: 'One two' }] })
    expect(blocks[3]).toMatchObject({ rows: [[[{ kind: 'text', text: 'x | y' }], [{ kind: 'text', text: 'no' }]]] })
  })

  it('keeps code as it stands, closed or not', () => {
    expect(markdownBlocks('```\ncitewell audit\n\n# not a title\n```\nafter')).toEqual([{ kind: 'code', text: 'citewell audit\n\n# not a title' }, { kind: 'paragraph', words: [{ kind: 'text', text: 'after' }] }])
    expect(markdownBlocks('```\nx')).toEqual([{ kind: 'code', text: 'x' }])
  })
})
