const name = 'citewell.client'

/** The client looked at last in this browser. Where nothing may be kept, there is none. */
export const lastClient = {
  get(): string | null {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  },
  set(slug: string): void {
    try {
      localStorage.setItem(name, slug)
    } catch {
      // A browser that keeps nothing opens the first client each time.
    }
  },
}
