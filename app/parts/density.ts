import { useLocalStorage } from '@mantine/hooks'

export type Density = 'roomy' | 'compact'

/** Height of table rows, as the person likes it; kept in the browser. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, set] = useLocalStorage<Density>({ key: 'citewell.rows', defaultValue: 'roomy', getInitialValueInEffect: false })
  return [density === 'compact' ? 'compact' : 'roomy', set]
}

export const rowHeights: Readonly<Record<Density, number>> = { roomy: 36, compact: 28 }
