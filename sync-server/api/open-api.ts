import { z } from 'zod'
import { BookingError } from '../../src/core/contract/booking.ts'
import { publicApi, PUBLIC_PREFIX, type PublicRoute } from '../../src/core/contract/public-api.ts'
import { contentOf, type Json, namedSchemas, schemaOf } from './schema-of.ts'

/** The public JSON as OpenAPI 3.1 describes it; whatever the contract says, it says. */
export function openApi(server: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dayloom: public booking',
      version: '1',
      description:
        'Free times, holds, bookings and what becomes of them. Times are ISO 8601 with the offset of the zone that was asked for. A slash at the end of an address changes nothing. Unknown, closed and private addresses all answer 404.',
    },
    servers: [{ url: `${server}${PUBLIC_PREFIX}` }],
    tags: Object.keys(publicApi).map((name) => ({ name })),
    paths: pathsOf(),
    components: { schemas: namedSchemas() },
  }
}

function pathsOf(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [group, routes] of Object.entries(publicApi)) {
    for (const [name, route] of Object.entries<PublicRoute>(routes)) {
      const path = (paths[route.path] ??= {})
      path[route.method.toLowerCase()] = operation(route, { group, name })
    }
  }
  return paths
}

function operation(route: PublicRoute, { group, name }: { group: string; name: string }): Json {
  const answers = Object.entries(route.answers).map(([status, shape]) => [status, answerOf(Number(status), shape)])
  return {
    operationId: `${group}.${name}`,
    tags: [group],
    summary: route.summary,
    parameters: parametersOf(route),
    ...(route.body && {
      requestBody: { required: !route.body.safeParse({}).success, content: contentOf(route.body, 'input') },
    }),
    responses: { ...Object.fromEntries(answers), default: OTHERWISE },
  }
}

// Another method, no JSON, too much of it.
const OTHERWISE = { description: 'Refused before it was looked at', content: contentOf(BookingError, 'output') }

type Parameter = Json & { readonly name: string; readonly in: string; readonly required: boolean }

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'One key, one effect: for 24 hours the same request under it is answered as the first time.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}

/** Of its address, its query and its headers. */
export function parametersOf({ path, query, key }: PublicRoute): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } }
  })
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, shape]) => {
    return { name, in: 'query', required: !z.safeParse(shape, undefined).success, schema: schemaOf(shape, 'input') }
  })
  return [...inPath, ...inQuery, ...(key ? [{ ...IDEMPOTENCY_KEY, required: key === 'required' }] : [])]
}

export const MEANING: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Made',
  204: 'Done; nothing to say',
  400: 'Not valid; `fields` says where',
  404: 'Nothing there',
  409: 'The time cannot be had; `alternatives` can',
  410: 'The appointment is over',
  422: 'Refused: by the policy of the event type, or the key was used with another body',
  429: 'Too much of it; `Retry-After` says when to come again',
  503: 'Failed; nothing was changed',
}

function answerOf(status: number, shape: PublicRoute['answers'][number]): Json {
  const description = MEANING[status] ?? ''
  const headers = status === 429 ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}
  return shape === undefined || shape === 'nothing'
    ? { description }
    : { description, ...headers, content: contentOf(shape, 'output') }
}
