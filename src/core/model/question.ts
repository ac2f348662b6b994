import { z } from 'zod'
import { QuestionId } from './ids.ts'
import { Name } from './workspace.ts'

export const QuestionKind = z.enum([
  'text',
  'textarea',
  'select',
  'multiselect',
  'radio',
  'checkbox',
  'email',
  'phone',
  'number',
  'date',
  'time',
  'url',
])
export type QuestionKind = z.infer<typeof QuestionKind>

/** As typed; checked against the question where it is used (C15). Several choices are a list. */
export const Answer = z.union([
  z.string().max(5_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100).readonly(),
])
export type Answer = z.infer<typeof Answer>

/** Holds where the earlier question was answered with one of these; of several choices, where one of them is among them. */
export const QuestionCondition = z
  .object({
    question: QuestionId,
    anyOf: z
      .array(z.union([z.string().max(200), z.boolean()]))
      .min(1)
      .max(100)
      .readonly(),
  })
  .readonly()
export type QuestionCondition = z.infer<typeof QuestionCondition>

/** Of a number its bounds; of a text its length in characters and a pattern for the whole of it. */
export const QuestionValidation = z
  .object({ min: z.number().optional(), max: z.number().optional(), pattern: z.string().max(500).optional() })
  .readonly()
export type QuestionValidation = z.infer<typeof QuestionValidation>

export const Question = z
  .object({
    id: QuestionId,
    text: Name,
    kind: QuestionKind,
    required: z.boolean(),
    options: z.array(Name).max(100).readonly(),
    /** Asked only where all of them hold. */
    conditions: z.array(QuestionCondition).max(10).readonly().optional(),
    validation: QuestionValidation.optional(),
  })
  .readonly()
export type Question = z.infer<typeof Question>
