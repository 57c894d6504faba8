import { expect, it } from 'vitest'
import { auditSite } from '../audit-site.js'
import { scopeOf } from '../sites.js'
import { clientContext, linkSeen } from '../testing/client-context.js'
import show from './show.js'

it('links of hosts without a domain are links, and no referring domains, in the audit as on the overview', async () => {
  const client = await clientContext()
  try {
    await client.add(...['192.0.2.7', 'co.uk', 'localhost', 'news.example'].map((host) => linkSeen({ referringPage: `http://${host}/story`, referringDomain: host })))
    const { totals } = await show.run(show.input.parse({}), client.context)
    expect(totals).toMatchObject({ links: 4, referringDomains: 1 })
    const { result } = await auditSite(scopeOf('clinic.example'), { inputs: [], problems: [] }, client.context)
    expect(result.totals).toMatchObject({ links: 4, referringDomains: 1 })
    expect(result.tiers.map(({ links, referringDomains }) => [links, referringDomains]).filter(([links]) => links! > 0)).toEqual([[4, 1]])
    expect(result.types.reduce((sum, { referringDomains }) => sum + referringDomains, 0)).toBe(1)
    expect(result.sources).toMatchObject([{ links: 4, referringDomains: 1, onlyHere: 1 }])
  } finally {
    await client.close()
  }
})
