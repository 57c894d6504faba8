import { useMediaQuery } from '@mantine/hooks'

/** True on a phone, where rows become cards and lists are told in smaller portions. Known at the first drawing, so that nothing jumps. */
export const useIsNarrow = (): boolean => useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false }) ?? false
