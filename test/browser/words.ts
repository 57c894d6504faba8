/**
 * The app's catalogue of words. Imported by a name worked out when the test runs, because the app is checked by the
 * compiler with the types of a browser, and tests without them.
 */
const catalogue = (await import(new URL('../../app/words/say.ts', import.meta.url).href)) as { say(key: string, values?: Record<string, string | number>): string }

/** What the app says under this key. */
export const say = (key: string, values?: Record<string, string | number>) => catalogue.say(key, values)
