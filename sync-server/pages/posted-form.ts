import { z } from 'zod'
import { listedGuests } from '../booking/listed-guests.ts'
import { LIST } from './choice-list.ts'
import type { Typed } from './details-form.ts'

const PostedForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
export type PostedForm = z.infer<typeof PostedForm>

/** What a form posted, by field; nothing for what no form of ours could have sent. */
export function postedForm(body: unknown): PostedForm {
  return PostedForm.safeParse(body).data ?? {}
}

/** The one value of a field; undefined where there is none, or several. */
export function fieldOf(form: PostedForm, name: string): string | undefined {
  const value = form[name]
  return typeof value === 'string' ? value : undefined
}

/** As the form shows it again. */
export function typedOf(form: PostedForm): Typed {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name.replace(LIST, ''), value]))
}

const ANSWER = 'answers.'

/** The same request that a program would have sent as JSON; what was left empty is left out. */
export function bookingRequestOf(form: PostedForm): unknown {
  const one = (name: string): string | undefined => fieldOf(form, name)
  const given = (name: string): string | undefined => one(name) || undefined
  const duration = one('duration')
  const guests = listedGuests(one('guests') ?? '')
  return {
    start: one('start'),
    duration: duration === undefined ? undefined : Number(duration),
    timezone: one('timezone'),
    name: one('name'),
    email: one('email'),
    phone: one('phone'),
    answers: answersOf(form),
    ...(guests.length > 0 && { guests }),
    ...(given('hold') !== undefined && { hold: given('hold') }),
  }
}

function answersOf(form: PostedForm): Record<string, unknown> {
  const answers = Object.entries(form)
    .filter(([field, answer]) => field.startsWith(ANSWER) && answer !== '')
    .map(([field, answer]) => {
      const id = field.slice(ANSWER.length)
      return id.endsWith(LIST) ? [id.slice(0, -LIST.length), [answer].flat()] : [id, answer]
    })
  return Object.fromEntries(answers)
}
