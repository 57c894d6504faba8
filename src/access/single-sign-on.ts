import { CitewellError } from '../model/error.js'
import type { SingleSignOn } from './sign-in-library.js'

/**
 * The identity provider, as the environment names it: `CITEWELL_OIDC_ISSUER`, `CITEWELL_OIDC_CLIENT_ID` and
 * `CITEWELL_OIDC_CLIENT_SECRET`, with `CITEWELL_OIDC_NAME` for the button. Some providers never say that they verified an
 * address; for one that is known to give its own people's addresses only, `CITEWELL_OIDC_TRUST_EMAIL=1` takes its word.
 */
export function singleSignOnOf(env: Record<string, string | undefined>): SingleSignOn | null {
  const { CITEWELL_OIDC_ISSUER: issuer = '', CITEWELL_OIDC_CLIENT_ID: clientId = '', CITEWELL_OIDC_CLIENT_SECRET: clientSecret = '', CITEWELL_OIDC_NAME: name = '', CITEWELL_OIDC_TRUST_EMAIL: trust = '' } = env
  if (issuer === '' && clientId === '' && clientSecret === '') return null
  if (issuer === '' || clientId === '' || clientSecret === '') throw new CitewellError('invalid', 'Single sign-on needs all three: CITEWELL_OIDC_ISSUER, CITEWELL_OIDC_CLIENT_ID and CITEWELL_OIDC_CLIENT_SECRET.')
  if (!URL.canParse(issuer) || !/^https?:$/u.test(new URL(issuer).protocol)) throw new CitewellError('invalid', 'CITEWELL_OIDC_ISSUER is no address. Give it as the provider shows it: https://login.clinic.example')
  return { issuer, clientId, clientSecret, name: name || new URL(issuer).hostname, trustsEmail: trust === '1' }
}
