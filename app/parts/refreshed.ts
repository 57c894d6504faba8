/**
 * True if an answer belongs to what was just changed: a list of the same noun, or who is here and what they may see. Those
 * are read again before a form closes, so that it is seen what was saved; everything else is read again behind the page,
 * which with a million links takes seconds.
 *
 *     isOwnAnswer('tasks.save', 'tasks.list')     // true
 *     isOwnAnswer('tasks.save', 'overview.show')  // false
 */
export function isOwnAnswer(action: string, answer: string): boolean {
  return answer === 'sessions.current' || nounOf(answer) === nounOf(action)
}

const nounOf = (id: string) => id.split('.', 1)[0]
