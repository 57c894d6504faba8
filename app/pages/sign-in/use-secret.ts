import { useState } from 'react'

/** The secret after the `#` of an address that was handed over. It stands there so that it reaches no log of a server. */
export function useSecret(): string {
  const [secret] = useState(() => location.hash.slice(1))
  return secret
}
