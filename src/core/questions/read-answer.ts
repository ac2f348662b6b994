import { z } from 'zod'
import { Email } from '../model/member.ts'
import type { Answer, Question } from '../model/question.ts'
import { WallDate } from '../model/wall.ts'

/** Digits and what people put between them. */
export const PHONE = /^\+?[\d\s()./-]{3,50}$/

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i
const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/**
 * An answer in the form its question asks for, undefined where it is not: a form's texts are read as numbers and ticks, one
 * choice of several as a list, choices in the order of the options.
 */
export function readAnswer({ kind, options }: Question, value: Answer): Answer | undefined {
  switch (kind) {
    case 'text':
      return text(500, value)
    case 'textarea':
      return text(5_000, value)
    case 'select':
    case 'radio':
      return options.find((option) => option === value)
    case 'multiselect':
      return choices(options, typeof value === 'object' ? value : [value])
    case 'checkbox':
      return value === 'on' ? true : z.boolean().safeParse(value).data
    case 'email':
      return z.string().trim().pipe(Email).safeParse(value).data
    case 'phone':
      return z.string().trim().regex(PHONE).safeParse(value).data
    case 'number':
      return number(value)
    case 'date':
      return z.string().trim().pipe(WallDate).safeParse(value).data
    case 'time':
      return z.string().trim().regex(CLOCK).safeParse(value).data
    case 'url':
      return z.string().trim().max(2_000).pipe(WebAddress).safeParse(value).data
  }
}

const WebAddress = z.url({ protocol: /^https?$/ })

function text(longest: number, value: Answer): string | undefined {
  return z.string().trim().max(longest).safeParse(value).data
}

function choices(options: readonly string[], given: readonly (string | number | boolean)[]): Answer | undefined {
  return given.every((one) => options.some((option) => option === one))
    ? options.filter((option) => given.includes(option))
    : undefined
}

function number(value: Answer): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : undefined
}
