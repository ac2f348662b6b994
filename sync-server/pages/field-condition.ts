import type { Question } from '../../src/core/model/question.ts'
import type { Texts } from '../booking/texts.ts'

/** On which answers to an earlier field another one depends; the script reads it as JSON. */
export type FieldCondition = {
  readonly field: string
  readonly label: string
  readonly anyOf: readonly (string | boolean)[]
}

/** What a question depends on, by the names of fields; a condition on a question that is gone is left to the server. */
export function fieldConditions(question: Question, all: readonly Question[]): FieldCondition[] | undefined {
  const conditions = (question.conditions ?? []).flatMap(({ question: id, anyOf }) => {
    const other = all.find((one) => one.id === id)
    return other ? { field: `answers.${id}`, label: other.text, anyOf } : []
  })
  return conditions.length > 0 ? conditions : undefined
}

/** The condition in words, for pages without script. */
export function conditionText({ label, anyOf }: FieldCondition, texts: Texts): string {
  const [only] = anyOf
  if (anyOf.length === 1 && typeof only === 'boolean') {
    return texts.t(only ? 'form.onlyIfTicked' : 'form.onlyIfNotTicked', { question: label })
  }
  const said = anyOf.map((one) => (typeof one === 'boolean' ? texts.t(one ? 'form.ticked' : 'form.notTicked') : one))
  const list = new Intl.ListFormat(texts.language, { type: 'disjunction' }).format(said)
  return texts.t('form.onlyIf', { question: label, answers: list })
}
