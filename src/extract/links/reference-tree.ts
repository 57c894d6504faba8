import { walkAttributes } from './attributes.js'
import { nodesMaxOf, treeBounds } from './page-scan.js'
import { FormattingList, isSpecial, OpenElements, type FormattingEntry, type TreeElement } from './reference-stack.js'
import { latin1, ReferenceTokens, type Token } from './reference-tokens.js'
import { isIn } from './tags.js'

type Mode =
  | 'initial' | 'before html' | 'before head' | 'in head' | 'in head noscript' | 'after head' | 'in body' | 'text' | 'in table' | 'in table text'
  | 'in caption' | 'in column group' | 'in table body' | 'in row' | 'in cell' | 'in select' | 'in select in table' | 'in template' | 'after body'
  | 'in frameset' | 'after frameset' | 'after after body' | 'after after frameset'

export interface ReferenceTree {
  root: TreeElement
  htmlEnd: number
  bounded: boolean
}

/**
 * The tree construction of the HTML Standard (13.2.6), scripting off, whole and in its own order: slow, obvious, and the
 * reference of the fast scan, which hands over to it what is too odd to be decided without a tree.
 *
 * Rules that can move neither a link nor its text are left out: comments, document type, attributes merged into html.
 *
 * One file, long because every insertion mode works on the same stack, lists and flags, in the order of the standard.
 */
export function buildReferenceTree(bytes: Uint8Array, start: number): ReferenceTree {
  const tokens = new ReferenceTokens(bytes, start)
  const open = new OpenElements()
  const formatting = new FormattingList()
  const root: TreeElement = { name: '#document', start: -1, parent: null, parts: [] }
  const nodesMax = nodesMaxOf(bytes.length)
  let nodeCount = 0
  let bounded = false
  let mode = 'initial' as Mode
  let modeBefore: Mode = 'initial'
  const templateModes: Mode[] = []
  let head: TreeElement | null = null
  let form: TreeElement | null = null
  let framesetOk = true
  let quirks = false
  let fostering = false
  let htmlEnd = -1
  let tableText: Token[] = []
  let stopped = false
  let tooDeep = 0

  while (!stopped) {
    const { current } = open
    const token = tokens.next(current !== undefined && current.name.includes(' '))
    if (token.type === 'comment') {
      if ((mode as Mode) === 'in table text') endTableText()
    } else dispatch(token)
    if (nodeCount > nodesMax || tooDeep > treeBounds.tooDeepMax) {
      bounded = true
      break
    }
  }
  return { root, htmlEnd, bounded }

  function dispatch(token: Token): void {
    const { current } = open
    if (!current || !current.name.includes(' ') || token.type === 'eof') return run(token, mode)
    const { name } = current
    const isText = token.type === 'text'
    if (isMathTextPoint(name) && (isText || (token.type === 'start' && token.name !== 'mglyph' && token.name !== 'malignmark'))) return run(token, mode)
    if (name === 'math annotation-xml' && token.type === 'start' && token.name === 'svg') return run(token, mode)
    if (isHtmlPoint(current) && (isText || token.type === 'start')) return run(token, mode)
    foreign(token)
  }

  function run(token: Token, as: Mode): void {
    switch (as) {
      case 'initial': return initial(token)
      case 'before html': return beforeHtml(token)
      case 'before head': return beforeHead(token)
      case 'in head': return inHead(token)
      case 'in head noscript': return inHeadNoscript(token)
      case 'after head': return afterHead(token)
      case 'in body': return inBody(token)
      case 'text': return inText(token)
      case 'in table': return inTable(token)
      case 'in table text': return inTableText(token)
      case 'in caption': return inCaption(token)
      case 'in column group': return inColumnGroup(token)
      case 'in table body': return inTableBody(token)
      case 'in row': return inRow(token)
      case 'in cell': return inCell(token)
      case 'in select': return inSelect(token)
      case 'in select in table': return inSelectInTable(token)
      case 'in template': return inTemplate(token)
      case 'after body': return afterBody(token)
      case 'in frameset': return inFrameset(token)
      case 'after frameset': return afterFrameset(token)
      case 'after after body': return afterAfterBody(token)
      case 'after after frameset': return afterAfterFrameset(token)
    }
  }

  function isMathTextPoint(name: string): boolean {
    return name === 'math mi' || name === 'math mo' || name === 'math mn' || name === 'math ms' || name === 'math mtext'
  }

  function isHtmlPoint(element: TreeElement): boolean {
    if (element.name === 'svg foreignobject' || element.name === 'svg desc' || element.name === 'svg title') return true
    return element.name === 'math annotation-xml' && isHtmlEncoding(bytes, element.start)
  }

  // Where things go.

  function place(element: TreeElement | undefined = open.current): { parent: TreeElement; index: number } {
    const target = element ?? root
    if (fostering && isIn('fosters', target.name)) {
      const tableAt = open.indexOfName('table')
      const templateAt = open.indexOfName('template')
      if (templateAt !== -1 && templateAt > tableAt) return endOf(open.items[templateAt]!)
      if (tableAt === -1) return endOf(open.items[0]!)
      const table = open.items[tableAt]!
      if (table.parent) return { parent: table.parent, index: table.parent.parts.lastIndexOf(table) }
      return endOf(open.items[tableAt - 1]!)
    }
    return endOf(target)
  }

  function endOf(parent: TreeElement): { parent: TreeElement; index: number } {
    return { parent, index: parent.parts.length }
  }

  function create(name: string, at: number): TreeElement {
    nodeCount += 1
    return { name, start: at, parent: null, parts: [] }
  }

  function put(element: TreeElement, where: { parent: TreeElement; index: number }): void {
    detach(element)
    where.parent.parts.splice(Math.min(where.index, where.parent.parts.length), 0, element)
    element.parent = where.parent
  }

  function detach(element: TreeElement): void {
    if (!element.parent) return
    const index = element.parent.parts.lastIndexOf(element)
    if (index !== -1) element.parent.parts.splice(index, 1)
    element.parent = null
  }

  function insert(token: Token, prefix = ''): TreeElement {
    return insertNamed(prefix + token.name, token.start)
  }

  function insertNamed(name: string, at: number): TreeElement {
    const element = create(name, at)
    put(element, place())
    // Past the bound an element is a leaf: what follows stands beside it.
    if (open.items.length < treeBounds.depthMax) open.items.push(element)
    else {
      bounded = true
      tooDeep += 1
    }
    return element
  }

  function append(token: Token, prefix = ''): void {
    put(create(prefix + token.name, token.start), place())
  }

  function insertText(token: Token): void {
    const { parent, index } = place()
    parent.parts.splice(index, 0, { start: token.start, end: token.end, raw: token.raw })
  }

  function textElement(token: Token, textMode: 'references' | 'raw' | 'script'): void {
    const before = open.items.length
    insert(token)
    tokens.mode = textMode
    tokens.textName = token.name
    modeBefore = mode
    if (open.items.length > before) mode = 'text'
  }

  function reconstruct(): void {
    const { entries } = formatting
    let index = entries.length - 1
    while (index >= 0 && entries[index]!.element !== null && !open.has(entries[index]!.element!)) index -= 1
    for (index += 1; index < entries.length; index += 1) {
      const entry = entries[index]!
      entry.element = insertNamed(entry.name, entry.element!.start)
    }
  }

  function addFormatting(element: TreeElement): void {
    formatting.add({ element, name: element.name, attributes: attributesKey(bytes, element.start) })
  }

  function closeP(): void {
    open.impliedEnds('p')
    open.popUntil('p')
  }

  function closePInButtonScope(): void {
    if (open.inScope('p', 'button')) closeP()
  }

  function resetMode(): void {
    for (let index = open.items.length - 1; index >= 0; index -= 1) {
      const { name } = open.items[index]!
      if (name === 'select') {
        mode = 'in select'
        for (let above = index - 1; above > 0; above -= 1) {
          if (open.items[above]!.name === 'template') break
          if (open.items[above]!.name === 'table') {
            mode = 'in select in table'
            break
          }
        }
        return
      }
      if ((name === 'td' || name === 'th') && index > 0) return void (mode = 'in cell')
      if (name === 'tr') return void (mode = 'in row')
      if (name === 'tbody' || name === 'thead' || name === 'tfoot') return void (mode = 'in table body')
      if (name === 'caption') return void (mode = 'in caption')
      if (name === 'colgroup') return void (mode = 'in column group')
      if (name === 'table') return void (mode = 'in table')
      if (name === 'template') return void (mode = templateModes.at(-1) ?? 'in body')
      if (name === 'head' && index > 0) return void (mode = 'in head')
      if (name === 'body') return void (mode = 'in body')
      if (name === 'frameset') return void (mode = 'in frameset')
      if (name === 'html') return void (mode = head ? 'after head' : 'before head')
    }
    mode = 'in body'
  }

  // The insertion modes, in the order of the standard.

  function initial(token: Token): void {
    if (token.type === 'text' && token.blank) return
    mode = 'before html'
    quirks = token.type === 'doctype' ? token.quirks : true
    if (token.type !== 'doctype') run(token, mode)
  }

  function beforeHtml(token: Token): void {
    if (token.type === 'doctype' || (token.type === 'text' && token.blank)) return
    if (token.type === 'end' && !['head', 'body', 'html', 'br'].includes(token.name)) return
    mode = 'before head'
    if (token.type === 'start' && token.name === 'html') return void insert(token)
    insertNamed('html', -1)
    run(token, mode)
  }

  function beforeHead(token: Token): void {
    if (token.type === 'doctype' || (token.type === 'text' && token.blank)) return
    if (token.type === 'start' && token.name === 'html') return
    if (token.type === 'end' && !['head', 'body', 'html', 'br'].includes(token.name)) return
    mode = 'in head'
    if (token.type === 'start' && token.name === 'head') return void (head = insert(token))
    head = insertNamed('head', -1)
    run(token, mode)
  }

  function inHead(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'text' && token.blank) return insertText(token)
    if (token.type === 'start') {
      switch (token.name) {
        case 'html': return inBody(token)
        case 'base': case 'basefont': case 'bgsound': case 'link': case 'meta': return append(token)
        case 'title': return textElement(token, 'references')
        case 'noframes': case 'style': return textElement(token, 'raw')
        case 'script': return textElement(token, 'script')
        case 'noscript':
          insert(token)
          mode = 'in head noscript'
          return
        case 'template':
          insert(token)
          formatting.addMarker()
          framesetOk = false
          mode = 'in template'
          templateModes.push('in template')
          return
        case 'head': return
      }
    }
    if (token.type === 'end') {
      if (token.name === 'template') return endTemplate()
      if (token.name === 'head') {
        open.items.pop()
        mode = 'after head'
        return
      }
      if (!['body', 'html', 'br'].includes(token.name)) return
    }
    open.items.pop()
    mode = 'after head'
    run(token, mode)
  }

  function endTemplate(): void {
    if (open.indexOfName('template') === -1) return
    open.impliedEndsThoroughly()
    open.popUntil('template')
    formatting.clearToMarker()
    templateModes.pop()
    resetMode()
  }

  function inHeadNoscript(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'start' && token.name === 'html') return inBody(token)
    if (token.type === 'end' && token.name === 'noscript') {
      open.items.pop()
      mode = 'in head'
      return
    }
    if (token.type === 'text' && token.blank) return inHead(token)
    if (token.type === 'start' && ['basefont', 'bgsound', 'link', 'meta', 'noframes', 'style'].includes(token.name)) return inHead(token)
    if (token.type === 'start' && (token.name === 'head' || token.name === 'noscript')) return
    if (token.type === 'end' && token.name !== 'br') return
    open.items.pop()
    mode = 'in head'
    run(token, mode)
  }

  function afterHead(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'text' && token.blank) return insertText(token)
    if (token.type === 'start') {
      switch (token.name) {
        case 'html': return inBody(token)
        case 'body':
          insert(token)
          framesetOk = false
          mode = 'in body'
          return
        case 'frameset':
          insert(token)
          mode = 'in frameset'
          return
        case 'base': case 'basefont': case 'bgsound': case 'link': case 'meta': case 'noframes': case 'script': case 'style': case 'template': case 'title':
          open.items.push(head!)
          inHead(token)
          open.remove(head!)
          return
        case 'head': return
      }
    }
    if (token.type === 'end') {
      if (token.name === 'template') return endTemplate()
      if (!['body', 'html', 'br'].includes(token.name)) return
    }
    insertNamed('body', -1)
    mode = 'in body'
    run(token, mode)
  }

  function inBody(token: Token): void {
    if (token.nul) return
    if (token.type === 'text') {
      reconstruct()
      insertText(token)
      if (!token.blank) framesetOk = false
    } else if (token.type === 'start') startInBody(token)
    else if (token.type === 'end') endInBody(token)
    else if (token.type === 'eof') {
      if (templateModes.length > 0) inTemplate(token)
      else stopped = true
    }
  }

  function startInBody(token: Token): void {
    const { name } = token
    if (name === 'html' || name === 'body') {
      if (name === 'body' && open.items[1]?.name === 'body' && open.indexOfName('template') === -1) framesetOk = false
      return
    }
    if (['base', 'basefont', 'bgsound', 'link', 'meta', 'noframes', 'script', 'style', 'template', 'title'].includes(name) && name !== 'noframes') return inHead(token)
    if (isIn('closesP', name)) {
      closePInButtonScope()
      return void insert(token)
    }
    if (isIn('heading', name)) {
      closePInButtonScope()
      if (isIn('heading', open.current!.name)) open.items.pop()
      return void insert(token)
    }
    if (isIn('formatting', name)) {
      if (name === 'a') {
        const entry = formatting.find('a')
        if (entry) {
          const { element } = entry
          adopt('a')
          open.remove(element!)
          formatting.entries.filter((other) => other.element === element).forEach((other) => formatting.remove(other))
        }
      }
      reconstruct()
      if (name === 'nobr' && open.inScope('nobr')) {
        adopt('nobr')
        reconstruct()
      }
      return addFormatting(insert(token))
    }
    switch (name) {
      case 'frameset':
        if (!framesetOk || open.items[1]?.name !== 'body') return
        detach(open.items[1])
        open.items.length = 1
        insert(token)
        mode = 'in frameset'
        return
      case 'pre': case 'listing':
        closePInButtonScope()
        insert(token)
        tokens.skipLineEnd()
        framesetOk = false
        return
      case 'form': {
        const inTemplateNow = open.indexOfName('template') !== -1
        if (form && !inTemplateNow) return
        closePInButtonScope()
        const element = insert(token)
        if (!inTemplateNow) form = element
        return
      }
      case 'li': case 'dd': case 'dt':
        framesetOk = false
        for (let index = open.items.length - 1; index >= 0; index -= 1) {
          const item = open.items[index]!.name
          if (name === 'li' ? item === 'li' : item === 'dd' || item === 'dt') {
            open.impliedEnds(item)
            open.popUntil(item)
            break
          }
          if (isSpecial(item) && item !== 'address' && item !== 'div' && item !== 'p') break
        }
        closePInButtonScope()
        insert(token)
        return
      case 'plaintext':
        closePInButtonScope()
        insert(token)
        tokens.mode = 'plain'
        return
      case 'button':
        if (open.inScope('button')) {
          open.impliedEnds()
          open.popUntil('button')
        }
        reconstruct()
        insert(token)
        framesetOk = false
        return
      case 'applet': case 'marquee': case 'object':
        reconstruct()
        insert(token)
        formatting.addMarker()
        framesetOk = false
        return
      case 'table':
        if (!quirks) closePInButtonScope()
        insert(token)
        framesetOk = false
        mode = 'in table'
        return
      case 'area': case 'br': case 'embed': case 'img': case 'image': case 'keygen': case 'wbr': case 'input':
        reconstruct()
        if (name === 'image') put(create('img', token.start), place())
        else append(token)
        if (name !== 'input' || !isHiddenInput(bytes, token.start)) framesetOk = false
        return
      case 'param': case 'source': case 'track': return append(token)
      case 'hr':
        closePInButtonScope()
        append(token)
        framesetOk = false
        return
      case 'textarea':
        framesetOk = false
        textElement(token, 'references')
        return tokens.skipLineEnd()
      case 'xmp':
        closePInButtonScope()
        reconstruct()
        framesetOk = false
        return textElement(token, 'raw')
      case 'iframe':
        framesetOk = false
        return textElement(token, 'raw')
      case 'noembed': case 'noframes': return textElement(token, 'raw')
      case 'select':
        reconstruct()
        insert(token)
        framesetOk = false
        mode = ['in table', 'in caption', 'in table body', 'in row', 'in cell'].includes(mode) ? 'in select in table' : 'in select'
        return
      case 'optgroup': case 'option':
        if (open.current!.name === 'option') open.items.pop()
        reconstruct()
        insert(token)
        return
      case 'rb': case 'rtc':
        if (open.inScope('ruby')) open.impliedEnds()
        insert(token)
        return
      case 'rp': case 'rt':
        if (open.inScope('ruby')) open.impliedEnds('rtc')
        insert(token)
        return
      case 'math': case 'svg':
        reconstruct()
        if (token.selfClosing) append(token, `${name} `)
        else insert(token, `${name} `)
        return
      case 'caption': case 'col': case 'colgroup': case 'frame': case 'head': case 'tbody': case 'td': case 'tfoot': case 'th': case 'thead': case 'tr':
        return
      default:
        reconstruct()
        insert(token)
    }
  }

  function endInBody(token: Token): void {
    const { name } = token
    if (name === 'template') return endTemplate()
    if (isIn('formatting', name)) return adopt(name)
    if (isIn('endsBlock', name)) {
      if (!open.inScope(name)) return
      open.impliedEnds()
      return open.popUntil(name)
    }
    if (isIn('heading', name)) {
      const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
      if (!open.anyInScope(headings)) return
      open.impliedEnds()
      return open.popUntil(...headings)
    }
    switch (name) {
      case 'body': case 'html':
        if (!open.inScope('body')) return
        if (name === 'html' && htmlEnd === -1) htmlEnd = token.start
        mode = 'after body'
        if (name === 'html') run(token, mode)
        return
      case 'form': {
        if (open.indexOfName('template') !== -1) {
          if (!open.inScope('form')) return
          open.impliedEnds()
          return open.popUntil('form')
        }
        const element = form
        form = null
        if (!element || !open.inScope('form')) return
        open.impliedEnds()
        open.remove(element)
        return
      }
      case 'p':
        if (!open.inScope('p', 'button')) insertNamed('p', token.start)
        return closeP()
      case 'li':
        if (!open.inScope('li', 'list')) return
        open.impliedEnds('li')
        return open.popUntil('li')
      case 'dd': case 'dt':
        if (!open.inScope(name)) return
        open.impliedEnds(name)
        return open.popUntil(name)
      case 'applet': case 'marquee': case 'object':
        if (!open.inScope(name)) return
        open.impliedEnds()
        open.popUntil(name)
        return formatting.clearToMarker()
      case 'br':
        reconstruct()
        put(create('br', token.start), place())
        framesetOk = false
        return
      default: endOther(name)
    }
  }

  function endOther(name: string): void {
    for (let index = open.items.length - 1; index >= 0; index -= 1) {
      const item = open.items[index]!.name
      if (item === name) {
        open.impliedEnds(name)
        open.items.length = Math.min(open.items.length, index)
        return
      }
      if (isSpecial(item)) return
    }
  }

  /** The adoption agency algorithm. */
  function adopt(subject: string): void {
    if (open.current!.name === subject && !formatting.of(open.current!)) return void open.items.pop()
    for (let outer = 0; outer < 8; outer += 1) {
      const entry = formatting.find(subject)
      if (!entry) return endOther(subject)
      const element = entry.element!
      if (!open.has(element)) return formatting.remove(entry)
      if (!open.elementInScope(element)) return
      const at = open.items.lastIndexOf(element)
      const furthest = open.items.slice(at + 1).find((item) => isSpecial(item.name))
      if (!furthest) {
        open.items.length = at
        return formatting.remove(entry)
      }
      moveBlockOut(entry, element, furthest, open.items[at - 1]!)
    }
  }

  function moveBlockOut(entry: FormattingEntry, element: TreeElement, furthest: TreeElement, ancestor: TreeElement): void {
    const { entries } = formatting
    let bookmark: FormattingEntry | null = null
    let last = furthest
    let index = open.items.lastIndexOf(furthest)
    for (let inner = 1; ; inner += 1) {
      index -= 1
      const node = open.items[index]!
      if (node === element) break
      let nodeEntry = formatting.of(node)
      if (inner > 3 && nodeEntry) {
        formatting.remove(nodeEntry)
        nodeEntry = undefined
      }
      if (!nodeEntry) {
        open.items.splice(index, 1)
        continue
      }
      const copy = create(node.name, node.start)
      nodeEntry.element = copy
      open.items[index] = copy
      if (last === furthest) bookmark = nodeEntry
      put(last, endOf(copy))
      last = copy
    }
    const fosteringBefore = fostering
    fostering = true
    detach(last)
    put(last, place(ancestor))
    fostering = fosteringBefore
    const copy = create(element.name, element.start)
    for (const part of furthest.parts) if ('parts' in part) part.parent = copy
    copy.parts = furthest.parts
    furthest.parts = []
    put(copy, endOf(furthest))
    const copyEntry: FormattingEntry = { element: copy, name: entry.name, attributes: entry.attributes }
    if (bookmark) {
      entries.splice(entries.indexOf(bookmark) + 1, 0, copyEntry)
      formatting.remove(entry)
    } else entries[entries.indexOf(entry)] = copyEntry
    open.remove(element)
    open.items.splice(open.items.lastIndexOf(furthest) + 1, 0, copy)
  }

  function inText(token: Token): void {
    if (token.type === 'text') return insertText(token)
    open.items.pop()
    mode = modeBefore
    if (token.type === 'eof') run(token, mode)
  }

  function inTable(token: Token): void {
    if (token.type === 'text') {
      if (isIn('fosters', open.current!.name) || open.current!.name === 'template') {
        tableText = []
        modeBefore = mode
        mode = 'in table text'
        return inTableText(token)
      }
      return inTableAnything(token)
    }
    if (token.type === 'eof') return inBody(token)
    const { name } = token
    if (token.type === 'start') {
      switch (name) {
        case 'caption':
          open.clearBackTo('table', 'template', 'html')
          formatting.addMarker()
          insert(token)
          mode = 'in caption'
          return
        case 'colgroup':
          open.clearBackTo('table', 'template', 'html')
          insert(token)
          mode = 'in column group'
          return
        case 'col':
          open.clearBackTo('table', 'template', 'html')
          insertNamed('colgroup', -1)
          mode = 'in column group'
          return inColumnGroup(token)
        case 'tbody': case 'tfoot': case 'thead':
          open.clearBackTo('table', 'template', 'html')
          insert(token)
          mode = 'in table body'
          return
        case 'td': case 'th': case 'tr':
          open.clearBackTo('table', 'template', 'html')
          insertNamed('tbody', -1)
          mode = 'in table body'
          return inTableBody(token)
        case 'table':
          if (!open.inScope('table', 'table')) return
          open.popUntil('table')
          resetMode()
          return dispatch(token)
        case 'style': case 'script': case 'template': return inHead(token)
        case 'input':
          if (!isHiddenInput(bytes, token.start)) return inTableAnything(token)
          return append(token)
        case 'form':
          if (form || open.indexOfName('template') !== -1) return
          form = insert(token)
          open.items.pop()
          return
      }
    }
    if (token.type === 'end') {
      if (name === 'table') {
        if (!open.inScope('table', 'table')) return
        open.popUntil('table')
        return resetMode()
      }
      if (name === 'template') return endTemplate()
      if (name === 'body' || name === 'html' || isIn('tablePart', name)) return
    }
    inTableAnything(token)
  }

  function inTableAnything(token: Token): void {
    const before = fostering
    fostering = true
    inBody(token)
    fostering = before
  }

  function inTableText(token: Token): void {
    if (token.nul) return
    if (token.type === 'text') return void tableText.push(token)
    endTableText()
    run(token, mode)
  }

  function endTableText(): void {
    const pending = tableText
    tableText = []
    mode = modeBefore
    const blank = pending.every((text) => text.blank)
    for (const text of pending) {
      if (blank) insertText(text)
      else inTableAnything(text)
    }
  }

  function endCaption(): boolean {
    if (!open.inScope('caption', 'table')) return false
    open.impliedEnds()
    open.popUntil('caption')
    formatting.clearToMarker()
    mode = 'in table'
    return true
  }

  function inCaption(token: Token): void {
    const { name } = token
    if ((token.type === 'start' && isIn('tablePart', name)) || (token.type === 'end' && name === 'table')) {
      if (endCaption()) run(token, mode)
      return
    }
    if (token.type === 'end' && name === 'caption') return void endCaption()
    if (token.type === 'end' && (name === 'body' || name === 'html' || isIn('tablePart', name))) return
    inBody(token)
  }

  function inColumnGroup(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'text' && token.blank) return insertText(token)
    if (token.type === 'start') {
      if (token.name === 'html') return inBody(token)
      if (token.name === 'col') return append(token)
      if (token.name === 'template') return inHead(token)
    }
    if (token.type === 'end') {
      if (token.name === 'template') return endTemplate()
      if (token.name === 'col') return
    }
    if (token.type === 'eof') return inBody(token)
    if (open.current!.name !== 'colgroup') return
    open.items.pop()
    mode = 'in table'
    if (token.type !== 'end' || token.name !== 'colgroup') run(token, mode)
  }

  function inTableBody(token: Token): void {
    const { name } = token
    if (token.type === 'start') {
      if (name === 'tr' || name === 'td' || name === 'th') {
        open.clearBackTo('tbody', 'tfoot', 'thead', 'template', 'html')
        if (name === 'tr') insert(token)
        else insertNamed('tr', -1)
        mode = 'in row'
        if (name !== 'tr') inRow(token)
        return
      }
    }
    if (token.type === 'end' && (name === 'tbody' || name === 'tfoot' || name === 'thead')) {
      if (!open.inScope(name, 'table')) return
      open.clearBackTo('tbody', 'tfoot', 'thead', 'template', 'html')
      open.items.pop()
      mode = 'in table'
      return
    }
    if ((token.type === 'start' && isIn('tablePart', name)) || (token.type === 'end' && name === 'table')) {
      if (!open.anyInScope(['tbody', 'thead', 'tfoot'], 'table')) return
      open.clearBackTo('tbody', 'tfoot', 'thead', 'template', 'html')
      open.items.pop()
      mode = 'in table'
      return run(token, mode)
    }
    if (token.type === 'end' && (name === 'body' || name === 'html' || isIn('tablePart', name))) return
    inTable(token)
  }

  function endRow(): boolean {
    if (!open.inScope('tr', 'table')) return false
    open.clearBackTo('tr', 'template', 'html')
    open.items.pop()
    mode = 'in table body'
    return true
  }

  function inRow(token: Token): void {
    const { name } = token
    if (token.type === 'start') {
      if (name === 'td' || name === 'th') {
        open.clearBackTo('tr', 'template', 'html')
        insert(token)
        mode = 'in cell'
        return formatting.addMarker()
      }
      if (isIn('tablePart', name)) {
        if (endRow()) run(token, mode)
        return
      }
    }
    if (token.type === 'end') {
      if (name === 'tr') return void endRow()
      if (name === 'table') {
        if (endRow()) run(token, mode)
        return
      }
      if (name === 'tbody' || name === 'tfoot' || name === 'thead') {
        if (open.inScope(name, 'table') && endRow()) run(token, mode)
        return
      }
      if (name === 'body' || name === 'html' || isIn('tablePart', name)) return
    }
    inTable(token)
  }

  function closeCell(): void {
    open.impliedEnds()
    open.popUntil('td', 'th')
    formatting.clearToMarker()
    mode = 'in row'
  }

  function inCell(token: Token): void {
    const { name } = token
    if (token.type === 'start' && isIn('tablePart', name)) {
      if (!open.anyInScope(['td', 'th'], 'table')) return
      closeCell()
      return run(token, mode)
    }
    if (token.type === 'end') {
      if (name === 'td' || name === 'th') {
        if (!open.inScope(name, 'table')) return
        open.impliedEnds()
        open.popUntil(name)
        formatting.clearToMarker()
        mode = 'in row'
        return
      }
      if (['table', 'tbody', 'tfoot', 'thead', 'tr'].includes(name)) {
        if (!open.inScope(name, 'table')) return
        closeCell()
        return run(token, mode)
      }
      if (['body', 'caption', 'col', 'colgroup', 'html'].includes(name)) return
    }
    inBody(token)
  }

  function inSelect(token: Token): void {
    const { name } = token
    if (token.nul) return
    if (token.type === 'text') return insertText(token)
    if (token.type === 'eof') return inBody(token)
    const at = open.current!.name
    if (token.type === 'start') {
      switch (name) {
        case 'option':
          if (at === 'option') open.items.pop()
          insert(token)
          return
        case 'optgroup': case 'hr':
          if (at === 'option') open.items.pop()
          if (open.current!.name === 'optgroup') open.items.pop()
          if (name === 'hr') append(token)
          else insert(token)
          return
        case 'select': case 'input': case 'keygen': case 'textarea':
          if (!open.inScope('select', 'select')) return
          open.popUntil('select')
          resetMode()
          if (name !== 'select') dispatch(token)
          return
        case 'script': case 'template': return inHead(token)
      }
    }
    if (token.type === 'end') {
      switch (name) {
        case 'optgroup':
          if (at === 'option' && open.items.at(-2)?.name === 'optgroup') open.items.pop()
          if (open.current!.name === 'optgroup') open.items.pop()
          return
        case 'option':
          if (at === 'option') open.items.pop()
          return
        case 'select':
          if (!open.inScope('select', 'select')) return
          open.popUntil('select')
          return resetMode()
        case 'template': return endTemplate()
      }
    }
  }

  function inSelectInTable(token: Token): void {
    const isTable = ['caption', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'td', 'th'].includes(token.name)
    if (isTable && (token.type === 'start' || token.type === 'end')) {
      if (token.type === 'end' && !open.inScope(token.name, 'table')) return
      open.popUntil('select')
      resetMode()
      return dispatch(token)
    }
    inSelect(token)
  }

  function inTemplate(token: Token): void {
    const { name } = token
    if (token.type === 'text') return inBody(token)
    if (token.type === 'eof') {
      if (open.indexOfName('template') === -1) {
        stopped = true
        return
      }
      open.popUntil('template')
      formatting.clearToMarker()
      templateModes.pop()
      resetMode()
      return run(token, mode)
    }
    if (token.type === 'end') {
      if (name === 'template') endTemplate()
      return
    }
    if (token.type !== 'start') return
    if (['base', 'basefont', 'bgsound', 'link', 'meta', 'noframes', 'script', 'style', 'template', 'title'].includes(name)) return inHead(token)
    const next: Mode =
      name === 'caption' || name === 'colgroup' || name === 'tbody' || name === 'tfoot' || name === 'thead' ? 'in table'
      : name === 'col' ? 'in column group'
      : name === 'tr' ? 'in table body'
      : name === 'td' || name === 'th' ? 'in row'
      : 'in body'
    templateModes[templateModes.length - 1] = next
    mode = next
    run(token, mode)
  }

  function afterBody(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'text' && token.blank) return inBody(token)
    if (token.type === 'start' && token.name === 'html') return
    if (token.type === 'end' && token.name === 'html') {
      if (htmlEnd === -1) htmlEnd = token.start
      mode = 'after after body'
      return
    }
    if (token.type === 'eof') return void (stopped = true)
    mode = 'in body'
    run(token, mode)
  }

  function inFrameset(token: Token): void {
    if (token.type === 'eof') return void (stopped = true)
    if (token.type === 'start') {
      if (token.name === 'frameset') insert(token)
      else if (token.name === 'frame') append(token)
      else if (token.name === 'noframes') inHead(token)
    } else if (token.type === 'end' && token.name === 'frameset' && open.items.length > 1) {
      open.items.pop()
      if (open.current!.name !== 'frameset') mode = 'after frameset'
    }
  }

  function afterFrameset(token: Token): void {
    if (token.type === 'eof') return void (stopped = true)
    if (token.type === 'start' && token.name === 'noframes') inHead(token)
    else if (token.type === 'end' && token.name === 'html') mode = 'after after frameset'
  }

  function afterAfterBody(token: Token): void {
    if (token.type === 'doctype' || (token.type === 'start' && token.name === 'html')) return
    if (token.type === 'text' && token.blank) return inBody(token)
    if (token.type === 'eof') return void (stopped = true)
    mode = 'in body'
    run(token, mode)
  }

  function afterAfterFrameset(token: Token): void {
    if (token.type === 'eof') return void (stopped = true)
    if (token.type === 'start' && token.name === 'noframes') inHead(token)
  }

  function foreign(token: Token): void {
    if (token.type === 'doctype') return
    if (token.type === 'text') {
      insertText(token)
      if (!token.blank && !token.nul) framesetOk = false
      return
    }
    const { name } = token
    if (token.type === 'start') {
      if (isIn('exitsForeign', name) || (name === 'font' && hasFontAttribute(bytes, token.start))) {
        leaveForeign()
        return run(token, mode)
      }
      const prefix = open.current!.name.startsWith('svg ') ? 'svg ' : 'math '
      if (token.selfClosing) append(token, prefix)
      else insert(token, prefix)
      return
    }
    if (name === 'br' || name === 'p') {
      leaveForeign()
      return run(token, mode)
    }
    for (let index = open.items.length - 1; index > 0; index -= 1) {
      const item = open.items[index]!.name
      if (!item.includes(' ')) return run(token, mode)
      if (item.slice(item.indexOf(' ') + 1) === name) {
        open.items.length = index
        return
      }
    }
  }

  function leaveForeign(): void {
    while (open.current && open.current.name.includes(' ') && !isMathTextPoint(open.current.name) && !isHtmlPoint(open.current)) open.items.pop()
  }
}

/** Attributes of a tag as one text, sorted by name, the first of a name winning. */
export function attributesKey(bytes: Uint8Array, tagStart: number): string {
  const seen = new Map<string, string>()
  walkAttributes(bytes, tagStart, (range) => {
    const name = latin1(bytes, range.nameStart, range.nameEnd).toLowerCase()
    if (!seen.has(name)) seen.set(name, latin1(bytes, range.valueStart, range.valueEnd))
  })
  return [...seen].map(([name, value]) => `${name}\u0000${value}`).sort().join('\u0001')
}

function valueOf(bytes: Uint8Array, tagStart: number, wanted: string): string | undefined {
  let value: string | undefined
  walkAttributes(bytes, tagStart, (range) => {
    if (value !== undefined || latin1(bytes, range.nameStart, range.nameEnd).toLowerCase() !== wanted) return
    value = latin1(bytes, range.valueStart, range.valueEnd)
  })
  return value
}

export function isHiddenInput(bytes: Uint8Array, tagStart: number): boolean {
  return valueOf(bytes, tagStart, 'type')?.toLowerCase() === 'hidden'
}

function isHtmlEncoding(bytes: Uint8Array, tagStart: number): boolean {
  const encoding = valueOf(bytes, tagStart, 'encoding')?.toLowerCase()
  return encoding === 'text/html' || encoding === 'application/xhtml+xml'
}

export function hasFontAttribute(bytes: Uint8Array, tagStart: number): boolean {
  return ['color', 'face', 'size'].some((name) => valueOf(bytes, tagStart, name) !== undefined)
}
