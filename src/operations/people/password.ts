import { z } from 'zod'
import { limits } from '../../model/limits.js'

export const passwordInput = z.string().min(limits.passwordCharsMin, `has fewer than ${limits.passwordCharsMin} characters; a few words in a row are a good password`).max(limits.passwordCharsMax).describe('Password')
