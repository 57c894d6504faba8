/** Links of one domain speak of no other, so any run of referring domains can be worked out by itself. */
export function within(column: string): string {
  return `($s_first IS NULL OR ${column} >= CAST($s_first AS VARCHAR)) AND ($s_last IS NULL OR ${column} <= CAST($s_last AS VARCHAR))`
}

/** A page whose links were kept for one target only says nothing about the links to others. */
export const readForTarget = `(outcome <> 1 OR read_for IS NULL OR read_for = $t_domain)`
