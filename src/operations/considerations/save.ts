import { saveOperation } from '../records.js'
import { considerationNoun } from './consideration-noun.js'

export default saveOperation(considerationNoun, { summary: 'Note what was given for a link: payment, exchange, donation, sponsorship, product or membership', positional: ['referringDomain'], example: 'citewell considerations save cityrun.example --kind sponsorship --amount 500 --currency USD --on 2026-05-04' })
