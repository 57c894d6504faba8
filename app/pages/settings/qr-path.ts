/** Dark modules as one path: each run of a row is a rectangle. */
export function qrPath(rows: ReadonlyArray<readonly boolean[]>): string {
  let path = ''
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x += 1
      path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`
    }
  }
  return path
}
