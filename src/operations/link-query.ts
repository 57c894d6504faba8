import { LinkQuerySchema, type LinkQuery } from '../model/listed-link.js'

/** A query of the judged links with what is not told at its default. */
export function linkQuery(given: Partial<LinkQuery>): LinkQuery {
  return LinkQuerySchema.parse(given)
}
