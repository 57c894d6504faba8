import type { Lists } from '../../model/lists.js'

/** True for a label that one of the patterns of a list fits. */
export type LabelTest = (label: string) => boolean

const known = new WeakMap<Lists, Map<string, LabelTest>>()

/**
 * Tests a label, or a text, against a list whose words may begin and end with a star: `salud*`, `*hospital*`, `*blog`.
 * A word without a star must be the whole. Kept by list, since every host is asked.
 */
export function labelTest(lists: Lists, id: string): LabelTest {
  let tests = known.get(lists)
  if (tests === undefined) known.set(lists, (tests = new Map()))
  let test = tests.get(id)
  if (test === undefined) tests.set(id, (test = testOf(lists.words(id))))
  return test
}

function testOf(patterns: readonly string[]): LabelTest {
  const whole = new Set<string>()
  const beginnings: string[] = []
  const endings: string[] = []
  const parts: string[] = []
  for (const pattern of patterns) {
    const bare = pattern.replace(/^\*|\*$/gu, '')
    if (bare === pattern) whole.add(bare)
    else if (!pattern.startsWith('*')) beginnings.push(bare)
    else (pattern.endsWith('*') ? parts : endings).push(bare)
  }
  return (label) => whole.has(label) || beginnings.some((one) => label.startsWith(one)) || endings.some((one) => label.endsWith(one)) || parts.some((one) => label.includes(one))
}

const sets = new WeakMap<Lists, Map<string, ReadonlySet<string>>>()

/** The words of a list as a set. */
export function wordSet(lists: Lists, id: string): ReadonlySet<string> {
  let ofLists = sets.get(lists)
  if (ofLists === undefined) sets.set(lists, (ofLists = new Map()))
  let set = ofLists.get(id)
  if (set === undefined) ofLists.set(id, (set = new Set(lists.words(id))))
  return set
}
