import { z } from 'zod'

/** What is kept of a picture that an archive holds (LT-15): enough to know it again on another site, and none of it can be seen. */
export const PictureSchema = z.object({
  sha256: z.string().describe('Hash of its bytes'),
  bytes: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  look: z.string().nullable().describe('64 bits of how it looks, 16 hex digits, alike for copies of another size; null where its format was not unpacked'),
})

export type Picture = z.infer<typeof PictureSchema>

/** A picture with the address from which it came. */
export interface SeenPicture {
  url: string
  domain: string
  /** True of one that is a link to the target, not only one of the target's own. */
  isLinked: boolean
  picture: Picture
}

/** Pictures smaller than this on either side are icons, buttons and logos, which tell nothing of what a page shows. */
export const pictureSideMin = 200
