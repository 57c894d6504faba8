import linkQuality from '../audits/link/link-quality.js'
import type { Lists } from '../model/lists.js'

/** `link quality 8, weights 3`: the version of the rules and of the default weights, without which a score can't be told from that of others (LQ-00). */
export function qualityScale(lists: Pick<Lists, 'table'>): string {
  return `link quality ${linkQuality.version}, weights ${lists.table('quality-weights')['version'] ?? 0}`
}
