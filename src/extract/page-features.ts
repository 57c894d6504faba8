import { Parser } from 'htmlparser2'
import { limits } from '../model/limits.js'
import type { PageExtra, PostalPlace } from '../model/page-extra.js'
import type { PageFeatures } from '../model/page.js'
import type { Sighting } from '../model/sighting.js'
import { domainOf, type Url } from '../model/url.js'
import { addEdition, frameRuns, ownerDomains } from './frame-owner.js'
import { authorNames } from './page-features-authors.js'
import { captureWanted, siteLinkCharsMax } from './page-features-captures.js'
import { dateOfPath, firstDate } from './page-features-dates.js'
import { emptyPageExtra } from './page-features-extra.js'
import { externalLinksOf } from './page-features-links.js'
import {
  authorMetas, commentItemClass, fingerprintOf, labelMark, modifiedMetas, publishedMetas, ratingClass, trackingIds,
} from './page-features-marks.js'
import { addToPlace, readGeoMetas } from './page-features-place.js'
import { blockTags, depthMax, recordTags, regionOf, silentTags, voidTags, type Region } from './page-features-regions.js'
import { noteRelay } from './page-features-relays.js'
import { simHash } from './page-features-simhash.js'
import { cjkPattern, phonePattern, squeezed, unique, wordPattern, type Capture, type Frame } from './page-features-text.js'
import { isFreeToRead, writingOf } from './page-features-writing.js'
import { bareType, emptyStructuredData, parseJsonLd, readJsonLd, type StructuredData } from './page-features-structured.js'

/**
 * What the page as a whole says (F-LD, F-OG, F-GEN, F-AUTH, F-LBL, F-OUT, F-NAP, F-GEO, F-DUP), from the markup alone.
 *
 * One pass, bounded memory. Words are kept as found: which of them disclose, introduce a guest or end a press release
 * is decided by judgements with the lists of cues, so that a new language is a change of data. `extra` holds what
 * judgements read besides the named features; its keys are those of `PageExtra`.
 */
export function readPageFeatures(html: string, url: Url, sightings: readonly Sighting[]): PageFeatures {
  const reader = new PageReader(url)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(html.length > limits.pageBytesMax ? html.slice(0, limits.pageBytesMax) : html)
  parser.end()
  return reader.features(sightings)
}

const mainWordsMax = 50_000

class PageReader {
  private readonly stack: Frame[] = []
  private readonly captures: Capture[] = []
  private readonly data: StructuredData = emptyStructuredData()
  private readonly metas = new Map<string, string[]>()
  private readonly tracking = new Set<string>()
  private script: 'json' | 'other' | null = null
  private scriptText = ''
  private line = ''
  private lineLinkChars = 0
  private anchorDepth = 0
  private heading: 'h1' | 'h2' | null = null
  private headingText = ''
  private readonly headings: string[] = []
  private charsSinceHeadline = -1
  private charsOfMain = 0
  private readonly labels: Array<{ cue: string; text: string; place: string }> = []
  private readonly authorsMarked: string[] = []
  private readonly authorsByline: string[] = []
  private readonly datesMarked: string[] = []
  private readonly datesShown: string[] = []
  private readonly timesShown: string[] = []
  private readonly modifiedMarked: string[] = []
  private readonly words: string[] = []
  private mainWordCount = 0
  private generator: string | null = null
  private fingerprint: string | null = null
  private phones = 0
  private telLinks = 0
  private addresses = 0
  private place: PostalPlace | null = null
  private bioText = ''
  private readonly roomOfMenu = { texts: 80, chars: 4_000 }
  private readonly roomOfFoot = { texts: 40, chars: 2_000 }
  private readonly extra: PageExtra = emptyPageExtra()

  constructor(private readonly url: Url) {}

  open(name: string, attributes: Record<string, string>): void {
    const parent = this.stack.at(-1)
    if (blockTags.has(name)) this.flushLine()
    if (name === 'script') {
      this.script = /ld\+json/iu.test(attributes['type'] ?? '') ? 'json' : 'other'
      this.scriptText = ''
    }
    const marks = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.trim().slice(0, 300).toLowerCase()
    this.readAttributes(name, attributes, marks)
    if (voidTags.has(name)) return
    if (this.stack.length >= depthMax) return void this.stack.push({ name, region: parent?.region ?? 'main', silent: true, capture: null, shapes: null })
    const region = regionOf(name, attributes['role'], marks, parent?.region ?? 'main', this.stack)
    if (region === 'comment') this.extra.commentList = true
    if (parent && marks !== '' && recordTags.has(name) && (region === 'main' || region === 'aside')) this.countRecord(parent, `${name}.${marks.split(' ', 1)[0]}`)
    if (region === 'comment' && (commentItemClass.test(marks) || /Comment$/u.test(attributes['itemtype'] ?? ''))) this.extra.commentCount += 1
    const frame: Frame = { name, region, silent: (parent?.silent ?? false) || silentTags.has(name), capture: null, shapes: null }
    frame.capture = frame.silent ? null : this.captureFor(name, attributes, marks, region)
    this.stack.push(frame)
    if (name === 'a') this.anchorDepth += 1
    if ((name === 'h1' || name === 'h2') && region !== 'nav' && region !== 'footer') {
      this.heading = name
      this.headingText = ''
    }
  }

  close(name: string): void {
    if (voidTags.has(name)) {
      if (name === 'br') this.flushLine()
      return
    }
    if (blockTags.has(name)) this.flushLine()
    if (name === 'script') this.closeScript()
    // htmlparser2 closes what is open in order, so the top frame is always the one that ends.
    const frame = this.stack.pop()
    if (!frame) return
    if (frame.capture) this.endCapture(frame.capture)
    if (name === 'a' && this.anchorDepth > 0) this.anchorDepth -= 1
    if (name === this.heading) {
      const text = squeezed(this.headingText)
      if (text !== '' && this.headings.length < 20) this.headings.push(text.slice(0, 300))
      if (name === 'h1' && text !== '' && this.charsSinceHeadline < 0) this.charsSinceHeadline = 0
      this.heading = null
    }
  }

  text(text: string): void {
    if (this.script) {
      if (this.scriptText.length < 1_000_000) this.scriptText += text
      return
    }
    const frame = this.stack.at(-1)
    if (!frame || frame.silent) return
    if (this.line.length < 20_000) {
      this.line += text
      if (this.anchorDepth > 0) this.lineLinkChars += text.length
    }
    if (this.heading && this.headingText.length < 600) this.headingText += text
    for (const capture of this.captures) if (capture.text.length < capture.charsMax) capture.text += text
  }

  private closeScript(): void {
    if (this.script === 'json') readJsonLd(parseJsonLd(this.scriptText), this.data)
    else if (this.scriptText !== '') trackingIds(this.scriptText, this.tracking)
    this.script = null
    this.scriptText = ''
  }

  private countRecord(parent: Frame, shape: string): void {
    parent.shapes ??= new Map()
    const count = (parent.shapes.get(shape) ?? 0) + 1
    if (count === 1 && parent.shapes.size > 200) return
    parent.shapes.set(shape, count)
    if (count > this.extra.recordCount) this.extra.recordCount = count
  }

  private readAttributes(name: string, attributes: Record<string, string>, marks: string): void {
    const itemtype = attributes['itemtype']
    if (itemtype) for (const type of itemtype.split(/\s+/u)) this.addType(type)
    const rdfType = attributes['typeof']
    if (rdfType) for (const type of rdfType.split(/\s+/u)) this.addType(type)
    if (itemtype?.includes('PostalAddress') || rdfType?.includes('PostalAddress') || name === 'address' || /(?:^|\s)(?:adr|vcard)(?:\s|$)/u.test(marks)) this.addresses += 1
    if (name === 'meta') this.readMeta(attributes)
    else if (name === 'link') addEdition(attributes, this.data.owners)
    else if (name === 'img') this.extra.imageCount += 1
    else if (name === 'a') {
      const href = attributes['href'] ?? ''
      if (href.startsWith('tel:')) this.telLinks += 1
      else if (href.startsWith('mailto:')) this.extra.contactLinkCount += 1
      else noteRelay(href, this.url, this.extra)
    } else if (name === 'iframe') {
      if (/google\.[a-z.]+\/maps|openstreetmap\.org|maps\.google/u.test(attributes['src'] ?? '')) this.extra.mapCount += 1
    } else if (name === 'input') {
      if (attributes['type'] === 'url' || /^(?:url|website|site_?url|link_?url|reciprocal)/iu.test(attributes['name'] ?? '')) this.extra.urlInputCount += 1
    } else if (name === 'time') {
      const instant = attributes['datetime']
      if (instant && this.timesShown.length < 20 && this.stack.at(-1)?.region !== 'comment') this.timesShown.push(instant)
    }
    if (ratingClass.test(marks)) this.extra.ratingCount += 1
    if (this.fingerprint === null) this.fingerprint = fingerprintOf(name, `${(attributes['src'] ?? '').slice(0, 300)} ${name === 'link' ? (attributes['href'] ?? '').slice(0, 300) : ''} ${marks}`)
    const property = attributes['itemprop'] ?? attributes['property']
    if (property && name !== 'meta') this.readProperty(property, attributes['content'] ?? attributes['datetime'])
  }

  private addType(text: string): void {
    const type = bareType(text)
    if (type !== '' && type.length <= 80 && this.data.types.size < 100) this.data.types.add(type)
  }

  private readMeta(attributes: Record<string, string>): void {
    const content = attributes['content']
    if (content === undefined || content === '') return
    for (const key of ['name', 'property', 'itemprop', 'http-equiv'] as const) {
      const id = attributes[key]?.toLowerCase().trim()
      if (!id) continue
      const list = this.metas.get(id) ?? []
      if (list.length < 20 && this.metas.size < 300) this.metas.set(id, [...list, content.slice(0, 500)])
      if (key !== 'http-equiv') this.readProperty(id, content)
    }
    if (attributes['name']?.toLowerCase() === 'generator') this.generator ??= squeezed(content).slice(0, 120)
    if (attributes['name']?.toLowerCase().startsWith('citation_')) this.extra.citationMeta = true
  }

  private readProperty(property: string, content: string | undefined): void {
    if (content === undefined) return
    const id = bareType(property).toLowerCase()
    if (id === 'datepublished' || id === 'datecreated') this.datesMarked.push(content)
    else if (id === 'datemodified') this.modifiedMarked.push(content)
    else if (id === 'isaccessibleforfree' && this.data.access.length < 20) this.data.access.push(content.slice(0, 60))
    else this.place = addToPlace(this.data.places, this.place, id, squeezed(content).slice(0, 120))
  }

  private captureFor(name: string, attributes: Record<string, string>, marks: string, region: Region): Capture | null {
    const wanted = this.captures.length >= 24 ? null : captureWanted(name, attributes, marks, region)
    if (wanted === null) return null
    const capture: Capture = { ...wanted, region, text: '' }
    this.captures.push(capture)
    return capture
  }

  private endCapture(capture: Capture): void {
    const at = this.captures.lastIndexOf(capture)
    if (at !== -1) this.captures.splice(at, 1)
    const text = squeezed(capture.text)
    if (text === '') return
    switch (capture.kind) {
      case 'label':
        if (text.length <= 30) this.addLabel(labelMark(capture.cue), text, this.placeOf(capture.region))
        return
      case 'byline':
        if (text.length > 200) return
        if (this.extra.bylines.length < 10) this.extra.bylines.push(text.slice(0, 200))
        this.authorsByline.push(...authorNames(text))
        return
      case 'bio':
        if (this.bioText.length < 600) this.bioText = `${this.bioText} ${text}`.trim().slice(0, 600)
        return
      case 'rel-author':
        this.authorsMarked.push(...authorNames(text))
        return
      case 'time':
      case 'date':
        if (this.datesShown.length < 20 && capture.region !== 'comment') this.datesShown.push(text)
        return
      case 'breadcrumb':
        for (const crumb of text.split(/\s*[>›»/|→]\s*/u)) if (crumb !== '' && this.extra.breadcrumb.length < 12) this.extra.breadcrumb.push(crumb.slice(0, 80))
        return
      case 'link':
        this.addSiteLinkText(text, capture.region)
        return
      case 'itemprop':
        if (capture.cue === 'author' || capture.cue === 'creator') {
          if (capture.region !== 'comment') this.authorsMarked.push(...authorNames(text))
        } else if (capture.cue === 'telephone') this.phones += 1
        else this.readProperty(capture.cue, text)
    }
  }

  /** A menu may be long; the words at the foot, where offers of posts stand, have room of their own. */
  private addSiteLinkText(whole: string, region: Region): void {
    const text = whole.slice(0, siteLinkCharsMax)
    const room = region === 'footer' ? this.roomOfFoot : this.roomOfMenu
    if (room.texts === 0 || room.chars < text.length) return
    room.texts -= 1
    room.chars -= text.length
    this.extra.siteLinkTexts.push(text)
  }

  private placeOf(region: Region): string {
    if (region !== 'main' && region !== 'header') return region
    if (this.charsSinceHeadline < 0) return 'before-headline'
    return this.charsSinceHeadline <= 300 ? 'after-headline' : region
  }

  private addLabel(cue: string, text: string, place: string): void {
    const quiet = place === 'nav' || place === 'footer' || place === 'aside'
    const known = this.labels.find((label) => label.text === text && label.place === place)
    // The mark of an element says more than that the text stands on a line of its own.
    if (known !== undefined) {
      if (known.cue === 'line') known.cue = cue
      return
    }
    if (this.labels.length >= (quiet ? 30 : 80)) return
    this.labels.push({ cue, text, place })
  }

  private flushLine(): void {
    if (this.line === '') return
    const text = squeezed(this.line)
    const linkShare = this.lineLinkChars / this.line.length
    this.line = ''
    this.lineLinkChars = 0
    if (text === '') return
    const region = this.stack.at(-1)?.region ?? 'main'
    const inHeading = this.heading !== null
    if (!inHeading && this.charsSinceHeadline >= 0) this.charsSinceHeadline += text.length
    if (text.length <= 200 && this.phones < 1_000 && /\d{3}/u.test(text) && phonePattern.test(text)) this.phones += 1
    if (region === 'footer' && this.extra.footerLines.length < 12 && linkShare < 0.5 && text.length >= 8) this.extra.footerLines.push(text.slice(0, 160))
    if (region === 'nav' || region === 'footer' || region === 'comment') return
    if (text.length <= 30 && linkShare < 0.5 && !inHeading) this.addLabel('line', text, this.placeOf(region))
    if (region === 'main' && text.length <= 80 && this.extra.shortLines.length < 60 && linkShare < 0.9) this.extra.shortLines.push(text)
    if (text.length <= 90 && this.charsSinceHeadline >= 0 && this.charsSinceHeadline < 500) {
      if (/^(?:by|von|par|por|di|door|przez|written by|text:|autor:?|author:?)\s/iu.test(text)) {
        if (this.extra.bylines.length < 10) this.extra.bylines.push(text)
        this.authorsByline.push(...authorNames(text))
      }
      if (this.datesShown.length < 20 && /\b(?:19|20)\d{2}\b/u.test(text)) this.datesShown.push(text)
    }
    if (region !== 'main' || linkShare >= 0.5) return
    if (this.extra.mainStart.length < 600 && (text.length > 60 || this.charsOfMain > 0)) this.extra.mainStart = `${this.extra.mainStart} ${text}`.trim().slice(0, 600)
    if (text.length > 20) this.extra.mainEnd = `${this.extra.mainEnd} ${text}`.slice(-600).trim()
    if (text.length > 60) this.charsOfMain += text.length
    for (const word of text.toLowerCase().match(wordPattern) ?? []) {
      const pieces = cjkPattern.test(word) ? [...word] : [word]
      this.mainWordCount += pieces.length
      if (this.words.length < mainWordsMax && text.length > 60) this.words.push(...pieces)
    }
  }

  features(sightings: readonly Sighting[]): PageFeatures {
    this.flushLine()
    const { url } = this
    const domain = domainOf(url)
    const links = externalLinksOf(sightings, domain)
    this.extra.mainExternalLinkCount = links.main.length
    this.extra.externalLinks = links.listed
    this.extra.commentLinks = links.inComments
    this.extra.frameRuns = frameRuns(links.all)
    const meta = (ids: readonly string[]) => ids.flatMap((id) => this.metas.get(id) ?? [])
    const referred = this.data.authorIds.flatMap((id) => this.data.namesById.get(id) ?? [])
    const shared = /^(?:written by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|por|geschreven door|napisane przez)$/iu.test(meta(['twitter:label1'])[0] ?? '') ? meta(['twitter:data1']) : []
    const marked = [...referred, ...this.data.authors, ...meta(authorMetas), ...shared].flatMap(authorNames)
    const others = marked.length + this.authorsMarked.length
    const authors = unique([...marked, ...this.authorsMarked, ...this.authorsByline.slice(0, others === 0 ? 6 : 2)]).slice(0, 12)
    this.extra.authorBio = this.bioText
    this.extra.places = this.data.places
    this.extra.organisations = [...this.data.organisations].slice(0, 20)
    readGeoMetas(this.metas, this.data)
    this.extra.points = this.data.points
    this.extra.specialties = [...this.data.specialties]
    this.extra.ratingCount += this.data.ratingCount
    this.extra.trackingIds = [...this.tracking]
    this.extra.sameAs = [...this.data.sameAs]
    this.extra.ownerDomains = ownerDomains(this.data.owners, domain)
    this.extra.accessibleForFree = isFreeToRead(this.data.access)
    if (this.data.breadcrumb.length > 0) this.extra.breadcrumb = this.data.breadcrumb
    const published = firstDate([...this.data.publishedAt, ...this.datesMarked, ...meta(publishedMetas), ...this.timesShown.slice(0, 1)]) ?? dateOfPath(url) ?? firstDate([...this.datesShown, ...this.timesShown])
    const modified = firstDate([...this.data.modifiedAt, ...this.modifiedMarked, ...meta(modifiedMetas)])
    return {
      structuredTypes: [...this.data.types],
      ogType: meta(['og:type'])[0]?.toLowerCase() ?? null,
      ogSiteName: meta(['og:site_name'])[0] ?? null,
      generator: this.generator ?? this.fingerprint,
      authors,
      publishedAt: published ?? null,
      modifiedAt: modified ?? null,
      headings: this.headings,
      labels: this.labels,
      mainWordCount: this.mainWordCount,
      mainExternalDomains: unique(links.main.map((sighting) => sighting.targetDomain)).slice(0, 200),
      phoneCount: this.telLinks + this.phones + this.data.phoneCount,
      addressCount: this.addresses + this.data.addressCount,
      membership: [...this.data.membership].map((text) => text.slice(0, 200)),
      textSimHash: simHash(this.words),
      extra: { ...this.extra, ...writingOf(this.words) },
    }
  }
}
