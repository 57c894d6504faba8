import { z } from 'zod'
import { countOf, countWords } from '../../lib/number-words.js'
import { CitewellError } from '../../model/error.js'
import { defineOperation } from '../../model/operation.js'
import { shownLine } from '../../decisions/index.js'
import { MadeFileSchema } from '../schemas.js'
import { scopeOf } from '../sites.js'
import { DecisionSchema, decisionOutput } from './answer.js'
import { decide, decisionInput } from './decision.js'
import { decisionWords, leftOut } from './decision-words.js'

export default defineOperation({
  id: 'disavow.build',
  summary: 'Make a disavow file, only with a cause, a reviewer and after removal was asked for',
  description: 'Refuses without a cause. Never lists tier 1 and 2, directories, editorial or local links, strong links, your own or protected domains, or platforms; each line and each name that is left out is given with its reason. Merges the earlier file, shows the difference, and records the decision.',
  effect: 'write',
  input: decisionInput,
  output: DecisionSchema.extend({ files: z.array(MadeFileSchema) }),
  positional: ['target'],
  example: 'citewell disavow build clinic.example --manual-action "Unnatural links to your site" --removal asked --reviewer "A. Kim" --earlier disavow.txt --out disavow/',
  words(output) {
    const { diff } = output
    const difference = diff === null ? [] : ['', `${countOf(diff.added.length, 'line')} added, ${countWords(diff.removed.length)} removed, ${countWords(diff.kept)} kept.`, ...diff.added.slice(0, 20).map((line) => `+ ${shownLine(line)}`), ...diff.removed.slice(0, 20).map((line) => `- ${shownLine(line)}`)]
    return [decisionWords(output, { isMade: true }), ...difference].join('\n')
  },
  async run(input, context) {
    const { decision, earlier } = await decide(input, context)
    if (decision.file === null) throw new CitewellError('refused', `${decision.refusal?.message ?? decision.headline}${decision.refused.length === 0 ? '' : ` Left out: ${leftOut(decision.refused, decision.refused.length).map((line) => line.trim()).join('; ')}`}`)
    await context.desk.addDecision({ site: scopeOf(input.target).domain, kind: 'disavow', state: 'proposed', cause: decision.cause, reviewer: input.reviewer ?? '', reason: decision.reasons.join(' '), body: decision.file.text, at: context.now })
    return {
      ...decisionOutput(decision, input.full),
      files: [
        { name: decision.file.name, mediaType: 'text/plain', text: decision.file.text },
        { name: 'disavow-memo.md', mediaType: 'text/markdown', text: decision.memo },
        ...(earlier === null ? [] : [{ name: `earlier-${decision.file.name}`, mediaType: 'text/plain', text: new TextDecoder().decode(earlier) }]),
      ],
    }
  },
})
