import { readableHost } from '../../src/model/readable-host.js'
import { say } from '../words/say.js'

/** Beside a name shown by its letters: the Punycode that files, addresses and other programs have for it. */
export function ExactName({ domain }: { domain: string }) {
  return readableHost(domain) === domain ? null : <p className="soft small">{say('exact-name')} <code dir="ltr">{domain}</code></p>
}
