const browsers: ReadonlyArray<readonly [RegExp, string]> = [[/\bEdg(?:e|A|iOS)?\//u, 'Edge'], [/\bOPR\/|\bOpera\//u, 'Opera'], [/\bSamsungBrowser\//u, 'Samsung Internet'], [/\b(?:Firefox|FxiOS)\//u, 'Firefox'], [/\b(?:Headless)?Chrome\/|\bCriOS\//u, 'Chrome'], [/\bVersion\/[\d.]+.*\bSafari\//u, 'Safari'], [/^curl\//u, 'curl']]
const systems: ReadonlyArray<readonly [RegExp, string]> = [[/\biPhone\b/u, 'iPhone'], [/\biPad\b/u, 'iPad'], [/\bAndroid\b/u, 'Android'], [/\bWindows\b/u, 'Windows'], [/\bMac OS X\b|\bMacintosh\b/u, 'Mac'], [/\bCrOS\b/u, 'ChromeOS'], [/\bLinux\b/u, 'Linux']]

/** What a browser says of itself as "Firefox · Windows"; what nobody knows stands as it was told, cut short. It is for recognising one's own, and proves nothing. */
export function browserWords(told: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(told))?.[1]
  const system = systems.find(([pattern]) => pattern.test(told))?.[1]
  return browser === undefined ? told.slice(0, 60) : [browser, ...(system === undefined ? [] : [system])].join(' · ')
}
