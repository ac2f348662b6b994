import type { Answer, Question, QuestionCondition } from '../model/question.ts'

export type Answers = Readonly<Record<string, Answer>>

/**
 * Those of `questions` that are asked, given what was answered so far: all of whose conditions hold. A question that is not
 * asked counts as not answered, so what hangs on it is not asked either.
 */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const asked = new Map<string, Question>()
  for (const question of questions) {
    const holds = (condition: QuestionCondition): boolean => isMet(condition, asked.get(condition.question), answers)
    if ((question.conditions ?? []).every(holds)) asked.set(question.id, question)
  }
  return [...asked.values()]
}

function isMet({ anyOf }: QuestionCondition, earlier: Question | undefined, answers: Answers): boolean {
  if (!earlier) return false
  const answer = answers[earlier.id]
  // A form says nothing of a box that was not ticked.
  if (earlier.kind === 'checkbox') return anyOf.includes(answer === true)
  if (answer === undefined) return false
  const given: readonly (string | number | boolean)[] = typeof answer === 'object' ? answer : [answer]
  return given.some((one) => anyOf.includes(String(one)))
}
