import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

/**
 * The web app as files: what the build left in one folder, and its page for every address of the app. Undefined for
 * what is not the app's, so that the door goes on looking.
 *
 * Files with a hash in their name never change and may be kept for ever; all others are asked for again each time. Names
 * come from the folder, never from the address, so that no address reaches another file.
 */
export function appFiles(dir: string): (request: Request) => Response | undefined {
  const files = filesIn(dir)
  const page = files.get('/index.html')
  return (request) => {
    if (page === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
    const { pathname } = new URL(request.url)
    const file = files.get(pathname)
    if (file !== undefined) return answer(file, request)
    // Addresses of the app have no ending; a file that is not there is not found, rather than a page in its place.
    return isPageRequest(request, pathname) ? answer(page, request) : undefined
  }
}

interface AppFile {
  path: string
  mediaType: string
  hashed: boolean
  /** Says whether the file is still the one that was kept: its size and time. */
  tag: string
  /** Endings of the forms that were packed when the app was built. */
  packed: ReadonlySet<string>
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.json': 'application/json', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
}

/**
 * What the app's page may load: its own scripts, styles, fonts and answers, nothing inline but styles (the component
 * library sets its variables by them), nothing from anywhere else. Text of strangers that got into a page could so load
 * and run nothing.
 */
export const appPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "frame-src 'self' blob:",
  "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'",
].join('; ')

const packings = [['br', '.br'], ['gzip', '.gz']] as const

function filesIn(dir: string): Map<string, AppFile> {
  if (!existsSync(dir)) return new Map()
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dir, name)).isFile())
  const all = new Set(names)
  return new Map(names.filter((name) => !/\.(?:br|gz|map)$/u.test(name)).map((name) => {
    const path = join(dir, name)
    const { size, mtimeMs } = statSync(path)
    return [`/${name.split(sep).join('/')}`, {
      path,
      mediaType: mediaTypes[extname(name)] ?? 'application/octet-stream',
      hashed: name.startsWith(`assets${sep}`),
      tag: `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`,
      packed: new Set(packings.map(([, ending]) => ending).filter((ending) => all.has(name + ending))),
    }]
  }))
}

function answer(file: AppFile, request: Request): Response {
  const accepted = request.headers.get('accept-encoding') ?? ''
  const packing = packings.find(([name, ending]) => file.packed.has(ending) && new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:\\s|,|$))`, 'iu').test(accepted))
  const headers: Record<string, string> = {
    'content-type': file.mediaType,
    'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: packing === undefined ? file.tag : `${file.tag.slice(0, -1)}-${packing[0]}"`,
    ...(file.packed.size > 0 ? { vary: 'accept-encoding' } : {}),
    ...(packing === undefined ? {} : { 'content-encoding': packing[0] }),
    ...(file.mediaType.startsWith('text/html') ? { 'content-security-policy': appPolicy } : {}),
  }
  // Compared weakly, as a proxy that packs anew hands our tag on.
  if (request.headers.get('if-none-match')?.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//u, '') === headers.etag)) return new Response(null, { status: 304, headers })
  const body = readFileSync(file.path + (packing?.[1] ?? ''))
  headers['content-length'] = String(body.byteLength)
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}

/** A person's browser going to an address: it takes HTML, and the last part has no ending. */
function isPageRequest(request: Request, pathname: string): boolean {
  if (/^\/(?:v1|api|mcp|auth|jobs\/[^/]+\/files|assets|health|openapi\.json)(?:\/|$)/u.test(pathname)) return false
  return (request.headers.get('accept') ?? '').includes('text/html') && (!/\.[a-z0-9]{1,8}$/iu.test(pathname) || pathname.startsWith('/c/') || pathname.startsWith('/help/'))
}
