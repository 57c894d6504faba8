import { beforeAll, describe, expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { Lists } from '../../model/lists.js'
import { exampleLinkFacts } from '../risk/example-facts.js'
import requiredLink from './required-link.js'

let lists: Lists
beforeAll(async () => {
  lists = await loadLists()
})

const verdictOf = (before: string, part: Parameters<typeof exampleLinkFacts>[0] = {}) => requiredLink.judge({ ...exampleLinkFacts({ before, after: '', ...part }, { pageRecord: {} }), lists }, requiredLink.options).verdict

describe('RISK-23', () => {
  it.each([
    'You must keep a followed link to our partner on every page that shows the widget.', 'The link must be dofollow.', 'Partners are required to keep the link below.', 'Nofollow is not allowed under these terms.', 'The link must remain in place for twelve months.',
    'Der Link muss dofollow sein.', 'Le lien doit être dofollow.', 'El enlace debe ser dofollow.', 'Il link deve essere dofollow.', 'O link deve ser dofollow.', 'De link moet dofollow zijn.', 'Link musi być dofollow.',
  ])('is told by: %s', (text) => expect(verdictOf(text)).toBe('flag'))

  it.each([
    'A link to us is welcome, and never a condition.', 'You may keep the link or take it out, as you like.', 'Please credit the photographer; nofollow is fine.', 'You must keep your appointment or call us a day before.', 'The wound must stay dry; the link between sleep and healing is well known.', 'A link that was paid for must be nofollow or sponsored.',
    'Sie müssen den Termin einhalten.', 'Vous devez garder le lien social avec vos proches.',
  ])('is not told by: %s', (text) => expect(verdictOf(text)).toBe('pass'))

  it('a qualified link is no forced one', () => expect(verdictOf('The link must be dofollow.', { rel: ['nofollow'] })).toBe('pass'))
})
