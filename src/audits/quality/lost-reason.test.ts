import { expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import type { LastLook, MergedLink } from '../../model/facts.js'
import { exampleTypedLink } from '../risk/example-facts.js'
import { withReason } from './lost-reason.js'

const lists = await loadLists()
const page = 'https://daily.example/2024/heart-week'
const reasonOf = (look: Partial<LastLook>, link: Partial<MergedLink> = {}) =>
  withReason({ ...exampleTypedLink({ page }).link, state: 'lost', lostReason: look.redirectTo == null ? 'link-removed' : 'redirected', lastLook: { at: '2026-03-02T00:00:00.000Z', status: 200, title: null, redirectTo: null, ...look }, ...link }, lists).lostReason

it.each<[string, Partial<LastLook>, MergedLink['lostReason']]>([
  ['a page that says that there is none', { title: 'Page not found | The Daily' }, 'soft-404'],
  ['with its number alone', { title: '404' }, 'soft-404'],
  ['with signs around', { title: 'Oops! Page not found.' }, 'soft-404'],
  ['in German', { title: 'Seite nicht gefunden – Der Bote' }, 'soft-404'],
  ['in French, with accents', { title: 'Le Journal | Page non trouvée' }, 'soft-404'],
  ['in Japanese', { title: 'お探しのページは見つかりませんでした' }, 'soft-404'],
  ['a page that leads to the home page', { status: 301, redirectTo: 'https://www.daily.example/' }, 'soft-404'],
  ['a page that leads to another', { status: 301, redirectTo: 'https://daily.example/archive' }, 'redirected'],
  ['a page that leads to the home page of somebody else', { status: 301, redirectTo: 'https://evening.example/' }, 'redirected'],
  ['a page that leads to a house that sells names', { status: 302, redirectTo: 'https://www.sedo.com/search?domain=daily.example' }, 'parked'],
  ['a notice that the name is for sale', { title: 'daily.example: this domain is for sale' }, 'parked'],
  ['an article on such pages', { title: 'What to do when a page is not found' }, 'link-removed'],
  ['a street of that number', { title: '404 Main Street, our new rooms' }, 'link-removed'],
  ['a page without a title', {}, 'link-removed'],
])('%s', (_, look, reason) => expect(reasonOf(look)).toBe(reason))

it('what a source said, what is gone for certain and what still stands stay as they are', () => {
  expect(reasonOf({ title: '404' }, { lostReason: 'page-gone' })).toBe('page-gone')
  expect(reasonOf({}, { lastLook: null })).toBe('link-removed')
  expect(reasonOf({ title: '404' }, { state: 'live', lostReason: null })).toBeNull()
})
