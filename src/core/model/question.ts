import { z } from 'zod'
import { QuestionId } from './ids.ts'
import { Name } from './workspace.ts'

export const QuestionKind = z.enum(['text', 'textarea', 'select', 'checkbox', 'email', 'phone', 'number', 'url'])
export type QuestionKind = z.infer<typeof QuestionKind>

export const Question = z
  .object({
    id: QuestionId,
    text: Name,
    kind: QuestionKind,
    required: z.boolean(),
    options: z.array(Name).max(100).readonly(),
  })
  .readonly()
export type Question = z.infer<typeof Question>

/** As typed; checked against the question where it is used (C15). */
export const Answer = z.union([z.string().max(5_000), z.number(), z.boolean()])
export type Answer = z.infer<typeof Answer>
