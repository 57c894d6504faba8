// Question: how fast are links (href, rel tokens, text) taken out of whole pages, next to htmlparser2, parse5 and
// libxml2? Run after `npm run build`. Peers get decoded or raw input as they like it best, outside the timing.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Parser } from 'htmlparser2'
import { parse } from 'parse5'
import { realDataDir } from '../real-data.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = process.env.CITEWELL_DIST ?? join(root, 'dist')
const load = (path) => import(pathToFileURL(join(dist, path)).href)

export async function benchExtract({ passes = 9, slowPasses = 5, print = console.log } = {}) {
  const dataDir = realDataDir
  if (dataDir === null || !existsSync(join(dataDir, 'html'))) {
    print('extract: skipped, no test data; set CITEWELL_TEST_DATA')
    return null
  }
  const { extractLinks, extractPage } = await load('extract/index.js')
  const pages = (await allPages(dataDir)).map((bytes) => ({ bytes, text: bytes.toString('utf8') }))
  const megabytes = pages.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6
  print(`extract: ${pages.length} pages, ${megabytes.toFixed(1)} MB; every link's href, rel tokens and text`)

  const timed = (run) => () => {
    // Nobody is charged for what another one left behind.
    globalThis.gc?.()
    const from = performance.now()
    const links = run()
    return { seconds: (performance.now() - from) / 1000, links }
  }
  const libxml2 = libxml2Runner(pages, print)
  const contenders = [
    { name: 'citewell', passes, run: timed(() => pages.reduce((count, { bytes }) => count + extractLinks(bytes, 'text/html; charset=utf-8').length, 0)) },
    { name: 'htmlparser2 SAX', passes: slowPasses, run: timed(() => pages.reduce((count, { text }) => count + saxLinks(text), 0)) },
    { name: 'parse5', passes: 3, run: timed(() => pages.reduce((count, { text }) => count + treeLinks(text), 0)) },
    ...(libxml2 === null ? [] : [{ name: 'libxml2 SAX (C)', passes: slowPasses, run: libxml2.run }]),
    // More work than the others do: heads, resolved targets, domains; and areas, contexts and cues of the links that are wanted.
    { name: '+ one target', passes: slowPasses, run: timed(() => pages.reduce((count, { bytes }) => count + extractPage(captureOf(bytes), { seenBy: 'bench', target: 'wikipedia.org', externalOnly: true }).page.linkCount, 0)) },
    { name: '+ all sightings', passes: 3, run: timed(() => pages.reduce((count, { bytes }) => count + extractPage(captureOf(bytes), { seenBy: 'bench' }).page.linkCount, 0)) },
  ]
  // The contenders take turns, so that a busy spell of the machine strikes all of them; the minimum is the time nobody disturbed.
  const results = new Map(contenders.map(({ name }) => [name, []]))
  for (let pass = 0; pass < passes; pass += 1) {
    for (const contender of contenders) if (pass < contender.passes) results.get(contender.name).push(contender.run())
  }
  libxml2?.close()
  const best = (list) => Math.min(...list.map(({ seconds }) => seconds))
  const middle = (list) => median(list.map(({ seconds }) => seconds))
  const ours = results.get('citewell')
  const rows = [...results].map(([name, list]) => ({
    name, links: list[0].links, megabytesPerSecond: megabytes / best(list), medianMegabytesPerSecond: megabytes / middle(list), ratio: best(list) / best(ours), medianRatio: middle(list) / middle(ours),
  }))
  print(`  ${''.padEnd(16)}  best MB/s  median      ratio  median   load ${loadavg()[0].toFixed(1)}`)
  for (const row of rows) {
    print(`  ${row.name.padEnd(16)} ${row.megabytesPerSecond.toFixed(0).padStart(10)} ${row.medianMegabytesPerSecond.toFixed(0).padStart(7)} ${row.ratio.toFixed(1).padStart(10)} ${row.medianRatio.toFixed(1).padStart(7)}   ${row.links} links`)
  }
  return { megabytes, pages: pages.length, rows }
}

function captureOf(body) {
  return {
    kind: 'response', url: 'https://journal.example/a/page.html', at: '2026-01-01T00:00:00.000Z', status: 200, headers: new Map([['content-type', 'text/html; charset=utf-8']]),
    mediaType: 'text/html', body, truncated: false, wat: null, file: 'bench', offset: 0,
  }
}

async function allPages(dataDir) {
  const pages = []
  for (const name of readdirSync(join(dataDir, 'html'), { recursive: true }).sort()) {
    if (!/(?:^|\/)(?!expected)[^/]*\.html(?:\.gz)?$/.test(name)) continue
    const bytes = readFileSync(join(dataDir, 'html', name))
    pages.push(name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
  }
  const { readArchive } = await load('archive/index.js')
  const { isHtml } = await load('extract/index.js')
  const archive = 'archive-org-2008.warc.gz'
  const file = join(dataDir, 'warc', archive)
  if (existsSync(file)) {
    const once = async function* () {
      yield readFileSync(file)
    }
    for await (const capture of readArchive(once(), { file: archive, onProblem() {} })) {
      if (capture.body && isHtml(capture)) pages.push(Buffer.from(capture.body))
    }
  }
  // Every tool gets UTF-8, so that none is charged for finding the encoding.
  return pages.map((bytes) => Buffer.from(bytes.toString('utf8')))
}

function saxLinks(html) {
  const links = []
  const open = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if ((name === 'a' || name === 'area') && attributes.href !== undefined) {
        const link = { href: attributes.href, rel: (attributes.rel ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean), text: '' }
        links.push(link)
        if (name === 'a') open.push(link)
      } else if (name === 'a') open.push(null)
    },
    ontext(text) {
      for (const link of open) if (link) link.text += text
    },
    onclosetag(name) {
      if (name !== 'a') return
      const link = open.pop()
      if (link) link.text = link.text.replace(/[\t\n\f\r ]+/g, ' ').trim()
    },
  })
  parser.write(html)
  parser.end()
  return links.length
}

function treeLinks(html) {
  const links = []
  const textOf = (node) => (node.value !== undefined && node.nodeName === '#text' ? node.value : node.tagName === 'script' || node.tagName === 'style' ? '' : (node.childNodes ?? []).map(textOf).join(''))
  const stack = [parse(html, { scriptingEnabled: false })]
  while (stack.length > 0) {
    const node = stack.pop()
    if (node.tagName === 'a' || node.tagName === 'area') {
      const href = node.attrs.find(({ name }) => name === 'href')
      const rel = node.attrs.find(({ name }) => name === 'rel')
      if (href) links.push({ href: href.value, rel: (rel?.value ?? '').toLowerCase().split(/[\s,]+/).filter(Boolean), text: textOf(node).replace(/[\t\n\f\r ]+/g, ' ').trim() })
    }
    if (node.childNodes) for (let index = node.childNodes.length - 1; index >= 0; index -= 1) stack.push(node.childNodes[index])
  }
  return links.length
}

function libxml2Runner(pages, print) {
  const folder = mkdtempSync(join(tmpdir(), 'citewell-bench-'))
  const close = () => rmSync(folder, { recursive: true, force: true })
  const program = join(folder, 'libxml2')
  const source = fileURLToPath(new URL('libxml2.c', import.meta.url))
  const flags = spawnSync('xml2-config', ['--cflags', '--libs'], { encoding: 'utf8' })
  const options = flags.status === 0 ? flags.stdout.trim().split(/\s+/) : ['-I/usr/include/libxml2', '-lxml2']
  const built = spawnSync('cc', ['-O3', '-o', program, source, ...options], { encoding: 'utf8' })
  if (built.status !== 0) {
    close()
    print('  libxml2 SAX (C): skipped, no C compiler or no libxml2 headers')
    return null
  }
  const file = join(folder, 'pages')
  writeFileSync(file, Buffer.concat(pages.flatMap(({ bytes }) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(bytes.length)
    return [size, bytes]
  })))
  const run = () => {
    const [seconds, links] = execFileSync(program, [file, '1'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split(' ').map(Number)
    return { seconds, links }
  }
  return { run, close }
}

function median(list) {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchExtract()
