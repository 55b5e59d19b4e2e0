// What an import asks at a terminal: whether somebody in the file is a stored customer of that name.
import type { Context } from '../context.ts'
import type { Customer } from '../store/customer.ts'
import { customerChoice } from './reference.ts'

/** Stored customers of the same name, where nothing else tells whether the file means one of them. */
export interface Question {
  name: string
  line: number
  /** A phone or id that the file tells and nobody has; null where it has a name alone. */
  told: string | null
  candidates: Customer[]
}

/** What she answered, by line of the file: the id of a stored customer, or null for somebody new. */
export type Answers = ReadonlyMap<number, number | null>

/** Only she can tell. A customer chosen for one line is offered for no other. */
export async function askWhoTheyAre(context: Context, questions: readonly Question[]): Promise<Answers> {
  const answers = new Map<number, number | null>()
  if (questions.length === 0) return answers
  const ask = await context.ask()
  const { t } = context
  const taken = new Set<number>()
  let forAll: 'same' | 'new' | null = null
  for (const [i, { name, line, told, candidates: all }] of questions.entries()) {
    const candidates = all.filter(({ id }) => !taken.has(id))
    const [only, ...others] = candidates
    const chosen = async (): Promise<number | null> => {
      if (forAll === 'new' || !only) return null
      if (forAll === 'same' && others.length === 0) return only.id
      const left = questions.length - i - 1
      const question =
        told === null ? t('import.who', { name, line }) : t('import.whoTold', { name, line, told })
      const answer = await ask.select<number | 'new' | 'allSame' | 'allNew'>(question, [
        ...candidates.map((candidate) => ({ name: customerChoice(candidate).name, value: candidate.id })),
        { name: t('import.somebodyNew'), value: 'new' },
        ...(left > 0 && others.length === 0
          ? [{ name: t('import.allSame'), value: 'allSame' as const }]
          : []),
        ...(left > 0 ? [{ name: t('import.allNew'), value: 'allNew' as const }] : []),
      ])
      if (answer === 'allSame') forAll = 'same'
      if (answer === 'allNew') forAll = 'new'
      if (answer === 'allSame') return only.id
      return typeof answer === 'number' ? answer : null
    }
    const answer = await chosen()
    if (answer !== null) taken.add(answer)
    answers.set(line, answer)
  }
  return answers
}
