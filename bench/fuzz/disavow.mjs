// Disavow files with random damage, recognised or read as such.
import { corpusOf, fuzz, mutate } from './csv.mjs'

export async function fuzzDisavow({ runs, seed, dataDir, onProgress }) {
  const corpus = corpusOf(dataDir, (name) => /disavow|plain-list/u.test(name))
  return fuzz({ runs, seed, onProgress, options: { as: 'disavow-file' }, next: (random) => ({ name: 'disavow.txt', bytes: mutate(corpus, random) }) })
}
