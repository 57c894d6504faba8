/**
 * Graphs of 40 vertices written by the Java WebGraph 3.6.12 from lists made up by a rule: what an independent writer
 * makes of each way of coding. The bits of `graph` and `offsets` are in base 64.
 */
export const javaGraphs: Array<{ flags: string; windowSize: number; intervalMin: number; zetaK: number; graph: string; offsets: string }> = [
  {
    flags: '',
    windowSize: 7,
    intervalMin: 4,
    zetaK: 3,
    graph: 'Gcr6r6r6oc8ZR57icI1avLnS50CTuMIUiqsRS/gQSuJ0sFLZhQCL6/2LSuTuJoynUtR9uUNSubQyhrHALdHQrVpEMRRFIvYkNfJSGoMSElsSooi0yqWmRnppTEU2qzbgj7UZ1vbFcQW9gUYEgE5P268y0FSeEad2u7q7urQXEU2pCaZHJaoNcgVfVfn1IOWL2xYhGsgUudLnS4EWEnIUKyCRFKQRFA==',
    offsets: 'g1C4bByFkDYFAVBQChAzBQLBEDZA5BmCsMBpAmBACYCeBJQaDg4HoJkBBGhkHQA=',
  },
  {
    flags: 'OUTDEGREES_DELTA | BLOCKS_DELTA | REFERENCES_GAMMA | BLOCK_COUNT_UNARY | OFFSETS_DELTA',
    windowSize: 3,
    intervalMin: 2,
    zetaK: 5,
    graph: 'JOEU8UU8UU8URMuCBSd06AyjPKWpallJaEZQlR3ExNCZQQVkNDZEiriKu6ueSeKIjQVsp0AySm8pa5pZIiVBW6hO8lUmlCkSYkTIkWt5SO2hlAVMVdJIhZbQFpiRoFKW7q30yZkFMut2hCuaWt6K6DNyBladABSsESHpCkcdEccUc0UZRQW3c8gplyIaZkJJ6EqqkQop4op5JyZEj0GcSjEAQqlqWpWUVKS0SiKUCJExMTQQ',
    offsets: 'nMLxfNAtIa5llg2TOQ3TNJTTMBDeNMziwW0MswzGPaYqFswCU5RlIcAmLZwA',
  },
  {
    flags: 'RESIDUALS_NIBBLE | REFERENCES_DELTA | BLOCK_COUNT_DELTA',
    windowSize: 7,
    intervalMin: 0,
    zetaK: 3,
    graph: 'GYnpnpnpkcmEweuoHgjiIiI2KjYqNgJJaIQzERERFwMxXQEEa4mOQKRWYUQEfX9C0a5NQOxkpzIiK3LkajXNGIkakcQK/REQKlsQMQMwMxF0kYnoiRiYGIwkqSVlAtHKpR0aPqIiLEaiIiLmr41uDR0V1suEKrn5RASIHk+u1d18xHBG21VTVVNVERNRCunkfTAlFppPoUrGxCZ6Z6Z6Ygcii62XwjEJio2KjYqNiICKQkkRkVELgZifgZg=',
    offsets: 'g1DIdAlhdASwVhgFAK0DkFY0FgPUD0GgLg+CVAnBECgCaBPQLAUDQIIKEBTHhsHo',
  },
  {
    flags: 'RESIDUALS_GOLOMB',
    windowSize: 0,
    intervalMin: 3,
    zetaK: 3,
    graph: 'GbFsWxbDkoNsWxbcetH2e2LYIqQBrz3ngk0QJwPeeFQgkYDwrlBBMqhQoUKvG0KFCoYrki2FpwRDLMoxNA7DOyw1MoGYGZxqlATAzOOTKBoDwoUgtoUKi04AI+GPoYmgAeNgNmFpoADH0BY6bAhCZAPNAAHGdhjwAA3MMiEQAAQoZpgkwRR8AAF+b/d9wimgAAf/7/7m8QmQHEplAADKBhqwAAB8WxbEOQLoAAAbENsW1CKoAAAe8957wRSQAAAa8957wSREAAABtee894VAAADQrGhQ',
    offsets: 'gsBoDEGoPEDAF4JwVAtQMQYAuBgCdA0ByDULhxAtBeDMCqBKQbBMOAgAT0BGAkgUAeA=',
  },
  {
    flags: 'RESIDUALS_DELTA',
    windowSize: 1,
    intervalMin: 4,
    zetaK: 3,
    graph: 'GdHoj0R6IOeYo9IoqsnCNWV63VuhJzRhCkUqyKr4QSuJyWKWzCsmfV7HogtK5NZNGU5SaRuaxBqVzZDQax1MhUlWRRSyllKLzCIUfoQpGJCSzCKhRFplUsmIz00UxFNlWbNAjc0jOt5mFcQlVZgFGEs1FVdVVFTRFCKUs2+IpspCaZDSWVBrnCR6I9j0xyxeZhYhGs4Vbq3VhFhJzlCs4kioQSKA',
    offsets: 'g2C4KAZBhAzBOFQZgnQOQTiwYghQOAbgtDIbQLARgsAlAjQbDw8HoKUDcaGQag==',
  },
  {
    flags: 'RESIDUALS_GAMMA',
    windowSize: 2,
    intervalMin: 1,
    zetaK: 3,
    graph: 'GdHSOkdIc8Eo800CMIzzFSRUkVBJwYwhKhDQlCUDMIJXE0NQpbMKqhws5DpC0rkpoEMZTIEiizFIhqVzUJQ8ax0oUQk5EJQpZSwlF22MQIhKFiRiQksEQUCItMqljhZ6ZQmIpmCs2DAWYos63gsC4gt00CAJE1dNg0babaEphFKWbPEUzBITTODJYUG1YEJHSOkccsXgsDEIxAEJJFSRUkUgRYScCUKJZ5iAREJQlA==',
    offsets: 'gvDAIAdBlA/BUFQZgtQOwWiwcAhQPwcArDYdQKwSAmApAjQdD48HYKkBOGhsCKA=',
  },
]

/** The lists of these graphs. */
export function javaLists(): number[][] {
  return Array.from({ length: 40 }, (_, from) =>
    from % 6 === 5
      ? []
      : Array.from({ length: 40 }, (_, to) => to).filter((to) => (Math.floor(from / 3) * 7 + to * to * 3) % 11 < 2 || (to > from && to <= from + (from % 8)) || (from * to) % 37 === 1),
  )
}
