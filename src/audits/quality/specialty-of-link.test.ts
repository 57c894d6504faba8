import { expect, it } from 'vitest'
import { loadLists } from '../../files/shipped-lists.js'
import { exampleQualityFacts } from './quality-examples.js'
import { specialtyOfLink } from './specialty-of-link.js'
import { topicsOfTarget } from './topics-of-target.js'

const lists = await loadLists()

it('a site of endlessly many addresses is answered alike, whichever of them were asked about before', () => {
  const facts = { ...exampleQualityFacts({ target: 'https://oakstreetdental.example/root-canal?x=0', page: 'https://smiles.example/endodontics' }), lists }
  const { site } = facts
  const asked = (target: string) => [specialtyOfLink({ ...facts, site, link: { ...facts.link, target, title: 'Endodontics explained' } }, ''), [...topicsOfTarget({ lists, site, link: { ...facts.link, target } })]]
  const first = asked('https://oakstreetdental.example/root-canal?x=0')
  expect(first[0]).not.toBeNull()
  for (let at = 1; at <= 25_000; at += 1) asked(`https://oakstreetdental.example/root-canal?x=${at}`)
  expect(asked('https://oakstreetdental.example/root-canal?x=0')).toEqual(first)
  expect(asked('https://oakstreetdental.example/root-canal?x=24999')).toEqual(first)
  expect(asked('https://oakstreetdental.example/terms')).not.toEqual(first)
})
