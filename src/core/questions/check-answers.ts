import type { Answer, Question } from '../model/question.ts'
import { askedQuestions, type Answers } from './asked-questions.ts'
import { matchesPattern } from './matches-pattern.ts'
import { readPattern } from './pattern.ts'
import { readAnswer } from './read-answer.ts'

/** By `answers.{id}`. */
export type AnswerProblems = Record<string, 'missing' | 'invalid' | 'too-long' | 'unknown'>

/** Longer ones fit no pattern: what a pattern costs grows with the text. */
const LONGEST_MATCHED = 500

/**
 * C15: what was answered, in the form each question asks for. Answers to questions whose conditions do not hold are left out
 * without a word: a form without scripts shows every question.
 */
export function checkAnswers(
  questions: readonly Question[],
  given: Answers,
): { answers: Answers; problems: AnswerProblems } {
  const answers: Record<string, Answer> = {}
  const problems: AnswerProblems = {}
  for (const question of questions) {
    if (askedQuestions(questions, answers).every(({ id }) => id !== question.id)) continue
    const checked = checkAnswer(question, given[question.id])
    if (checked.answer !== undefined) answers[question.id] = checked.answer
    if (checked.problem !== undefined) problems[`answers.${question.id}`] = checked.problem
  }
  const known = new Set<string>(questions.map((question) => question.id))
  for (const id of Object.keys(given)) if (!known.has(id)) problems[`answers.${id}`] = 'unknown'
  return { answers, problems }
}

type Checked = { readonly answer?: Answer; readonly problem?: AnswerProblems[string] }

function checkAnswer(question: Question, value: Answer | undefined): Checked {
  if (isBlank(value)) return question.required ? { problem: 'missing' } : {}
  const answer = readAnswer(question, value)
  if (answer === undefined) return { problem: 'invalid' }
  // A box that has to be ticked and is not.
  if (answer === false && question.required) return { answer, problem: 'missing' }
  const problem = misfit(question, answer)
  return problem === undefined ? { answer } : { problem }
}

function isBlank(value: Answer | undefined): value is undefined {
  if (typeof value === 'object') return value.length === 0
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

function misfit({ validation = {} }: Question, answer: Answer): 'invalid' | 'too-long' | undefined {
  const { min = -Infinity, max = Infinity, pattern } = validation
  if (typeof answer === 'number') return answer < min || answer > max ? 'invalid' : undefined
  if (typeof answer !== 'string') return undefined
  const { length } = Array.from(answer)
  if (length > max) return 'too-long'
  return length < min || (pattern !== undefined && !fits(pattern, answer)) ? 'invalid' : undefined
}

function fits(source: string, text: string): boolean {
  const pattern = readPattern(source)
  // One that came past the check of C16 asks for nothing; or nobody could book.
  return pattern === undefined || (text.length <= LONGEST_MATCHED && matchesPattern(pattern, text))
}
