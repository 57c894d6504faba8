import { describe, expect, it } from 'vitest'
import { isShareAddress } from './share-buttons.js'

describe('address of a share button', () => {
  const rows: Array<[string, boolean]> = [
    ['https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.example%2F', true],
    ['https://de.facebook.com/sharer.php?u=https://a.example/', true],
    ['https://twitter.com/intent/tweet?text=x', true],
    ['https://x.com/intent/post?text=x', true],
    ['https://linkedin.com/shareArticle?mini=true', true],
    ['https://www.pinterest.com/pin/create/button/?url=x', true],
    ['https://api.whatsapp.com/send?text=x', true],
    ['https://www.linkedin.com/cws/share?url=https%3A%2F%2Fa.example', true],
    ['https://api.addthis.com/oexchange/0.8/forward/twitter/offer?url=x', true],
    ['https://web.skype.com/share?url=x', true],
    ['https://www.stumbleupon.com/badge/?url=x', true],
    ['https://www.stumbleupon.com/stumbler/oak', false],
    ['https://technorati.com/faves?add=x', true],
    ['https://technorati.com/blogs/oak', false],
    ['https://www.facebook.com/oakdental', false],
    ['https://twitter.com/oakdental/status/12', false],
    ['https://www.linkedin.com/company/oak', false],
    ['https://oakdental.example/share', false],
  ]
  for (const [url, expected] of rows) it(url, () => expect(isShareAddress(url)).toBe(expected))
})
