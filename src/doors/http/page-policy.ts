import { createHash } from 'node:crypto'

/**
 * Content security policy for one self-contained page of ours: its own styles and scripts by their hashes, pictures as
 * data, nothing from anywhere else. Text of strangers that got into a page could so load and run nothing.
 */
export function pagePolicy(html: string): string {
  const scripts = hashesOf(html, /<script(?: type="module")?>([\s\S]*?)<\/script>/g)
  return [
    "default-src 'none'",
    `style-src 'unsafe-inline'`,
    `script-src ${scripts.join(' ') || "'none'"}`,
    "img-src data:",
    "font-src data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

function hashesOf(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, text]) => `'sha256-${createHash('sha256').update(text!).digest('base64')}'`)
}
