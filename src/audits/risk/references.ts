import type { Reference } from '../../model/judgement.js'

/** Pages on which the risk rules rest; each audit names those that matter to it. */
export const spamPolicies: Reference = { title: 'Google Search: spam policies', url: 'https://developers.google.com/search/docs/essentials/spam-policies' }
export const linkSpamUpdate: Reference = { title: 'Google Search Central: December 2022 link spam update', url: 'https://developers.google.com/search/blog/2022/12/december-22-link-spam-update' }
export const qualifyLinks: Reference = { title: 'Google Search: qualify outbound links', url: 'https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links' }
export const pharmaHack: Reference = { title: 'Sucuri: pharma hack', url: 'https://blog.sucuri.net/2020/02/pharma-hack.html' }
export const safePharmacy: Reference = { title: 'NABP: safe.pharmacy', url: 'https://safe.pharmacy/' }
export const rdapAnswers: Reference = { title: 'RFC 9083: answers of registries (RDAP)', url: 'https://www.rfc-editor.org/rfc/rfc9083' }
export const disavowHelp: Reference = { title: 'Search Console help: disavow links to your site', url: 'https://support.google.com/webmasters/answer/2648487' }
