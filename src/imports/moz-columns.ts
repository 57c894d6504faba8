import type { ImportContext, ImportRow, RowAnswer } from '../model/import.js'
import { linkAnswer, lostAtOf } from './link-answer.js'

/** One link of Moz; its addresses come without scheme. */
export function mozLink(row: ImportRow, context: ImportContext): RowAnswer {
  const follow = row.text('follow')?.toLowerCase() ?? ''
  const state = row.text('state')?.toLowerCase() ?? ''
  const isLost = /lost|deleted|removed/u.test(state)
  return linkAnswer(row, context, {
    referringPage: row.address('referringPage'),
    target: row.address('target'),
    anchorText: row.text('anchorText'),
    rel: /no-?follow/u.test(follow) || row.flag('nofollow') ? ['nofollow'] : [],
    element: row.flag('redirect') || /redirect|^301$/u.test(follow) ? 'redirect' : 'a',
    title: row.text('title'),
    status: row.number('status'),
    firstSeenAt: row.at('firstSeenAt'),
    lastSeenAt: row.at('lastSeenAt'),
    lostAt: lostAtOf(row, isLost),
    lostReason: isLost ? 'link-removed' : null,
  })
}
