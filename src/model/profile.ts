import { z } from 'zod'

const weight = z.number().min(0).max(1).optional()

const words = (what: string) => z.array(z.string().trim().min(1).max(200)).max(1_000).default([]).describe(what)

/** Who a site belongs to and whom it serves: what a person tells us once, so that judgements need not guess. */
export const ProviderProfileSchema = z.strictObject({
  names: words('Names of the provider: legal, trade, abbreviations; the first is shown'),
  formerNames: words('Names used before'),
  domains: words('Domains that belong to the provider, besides the site itself'),
  kind: z.enum(['hospital', 'clinic', 'practice', 'other']).default('practice').describe('Provider kind; practice where it is not told'),
  clinicians: z.array(z.strictObject({ name: z.string().min(1).max(200), title: z.string().max(100).optional(), specialty: z.string().max(100).optional() })).max(5_000).default([]).describe('Clinicians, for bylines and profile links'),
  specialties: words('Specialties, such as cardiology'),
  conditions: words('Conditions treated'),
  treatments: words('Treatments and procedures offered'),
  address: z.strictObject({ street: z.string().max(200).optional(), city: z.string().max(100).optional(), region: z.string().max(100).optional(), postcode: z.string().max(20).optional(), country: z.string().length(2).optional().describe('ISO 3166 code') }).default({}).describe('Main address'),
  serviceArea: z.strictObject({
    places: words('Place names served'),
    postcodes: words('Postcodes or their beginnings'),
    regions: z.array(z.string().trim().min(1).max(200)).max(1_000).optional().describe('States or provinces served, besides that of the address; names or letters. Beside places, postcodes or a radius they tell which town of a name is meant; told alone, all of them is the area'),
    centre: z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional().describe('Middle of the area in degrees; that of the practice'),
    radiusKm: z.number().positive().max(2_000).optional().describe('How far from the centre patients come'),
  }).default({ places: [], postcodes: [] }).describe('Where patients come from; "local" means inside it'),
  languages: z.array(z.string().min(2).max(10)).max(50).default([]).describe('Languages of the site, BCP 47'),
  rivals: words('Domains of rivals'),
  protectedDomains: words('Domains that may never be disavowed'),
  qualityWeights: z.strictObject({ QA: weight, QH: weight, QR1: weight, QR2: weight, QP: weight, QE: weight, QT: weight, QU: weight, QF: weight }).optional().describe('Own weights of the parts of link quality, 0 to 1; parts left out keep theirs, and all are divided by their sum. The score by the default weights is shown beside'),
  arranged: words('Domains whose links the provider or its agency arranged (bought, exchanged, placed)'),
})

export type ProviderProfile = z.infer<typeof ProviderProfileSchema>

export const emptyProfile: ProviderProfile = ProviderProfileSchema.parse({})
