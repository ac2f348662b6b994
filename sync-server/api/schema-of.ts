import { z } from 'zod'
import * as booking from '../../src/core/contract/booking.ts'
import { publicApi, type PublicRoute } from '../../src/core/contract/public-api.ts'
import * as bookings from '../../src/core/contract/public-booking.ts'
import * as shapes from '../../src/core/contract/public-shapes.ts'

export type Json = Readonly<Record<string, unknown>>

/** What comes in may leave out what has a usual value; what goes out has it. */
type Way = 'input' | 'output'

const named = { ...booking, ...shapes, ...bookings }

/** The content of a message: by name where the shape has one. */
export function contentOf(shape: z.ZodObject, way: Way): Json {
  const name = nameOf(shape)
  const schema = name === undefined ? schemaOf(shape, way) : { $ref: `#/components/schemas/${name}` }
  return { 'application/json': { schema } }
}

/** Every shape with a name that a call takes or answers. */
export function namedSchemas(): Readonly<Record<string, Json>> {
  const routes = Object.values(publicApi).flatMap((group) => Object.values<PublicRoute>(group))
  const taken = routes.flatMap(({ body }) => (body ? [entryOf(body, 'input')] : []))
  const answered = routes
    .flatMap(({ answers }) => Object.values(answers))
    .flatMap((shape) => (shape === 'nothing' ? [] : [entryOf(shape, 'output')]))
  return Object.fromEntries([...answered, ...taken].filter(([name]) => name !== ''))
}

function entryOf(shape: z.ZodObject, way: Way): [string, Json] {
  return [nameOf(shape) ?? '', schemaOf(shape, way)]
}

export function nameOf(shape: z.ZodType): string | undefined {
  return Object.entries(named).find(([, one]) => one === shape)?.[0]
}

/** In JSON Schema's words of 2020-12, which are those of OpenAPI 3.1. */
export function schemaOf(shape: z.core.$ZodType, way: Way): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io: way,
    override: ({ jsonSchema }) => simplify(jsonSchema),
  })
  return schema
}

function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  // Of a format the name says it all; `readOnly` means another thing here; bounds of the language are no bounds of ours.
  if (schema.format !== undefined) delete schema.pattern
  delete schema.readOnly
  if (schema.additionalProperties === false) delete schema.additionalProperties
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}
