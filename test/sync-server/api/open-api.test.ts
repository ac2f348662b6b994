import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { publicApi, type PublicRoute } from '../../../src/core/contract/public-api.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { createNode, type Node } from '../booking/booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

const Operation = z.object({ operationId: z.string(), responses: z.record(z.string(), z.unknown()) })
const Document = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

const routes = Object.values(publicApi).flatMap((group) => Object.values<PublicRoute>(group))

test('every call of the contract is described, and nothing else', async () => {
  const answer = await node.app.inject('/api/v1/public/openapi.json')
  const { servers, paths } = Document.parse(answer.json())
  expect(servers).toEqual([{ url: 'https://book.example.org/api/v1/public' }])
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { responses }]) => [method.toUpperCase(), path, Object.keys(responses)]),
  )
  expect(new Set(described)).toEqual(
    new Set(routes.map(({ method, path, answers }) => [method, path, [...Object.keys(answers), 'default']])),
  )
})

test('every call that is described is served, with and without a slash at the end', () => {
  for (const { method, path } of routes) {
    const url = `/api/v1/public${path.replaceAll(/\{(\w+)\}/g, ':$1')}`
    expect([url, node.app.hasRoute({ method, url }), node.app.hasRoute({ method, url: `${url}/` })]).toEqual([
      url,
      true,
      true,
    ])
  }
})

test('every shape that is referred to is there', async () => {
  const { body } = await node.app.inject('/api/v1/public/openapi.json')
  const { components } = Document.parse(JSON.parse(body))
  const referred = new Set([...body.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name))
  expect(referred).toEqual(new Set(Object.keys(components.schemas)))
})

test('the page for people tells every call and asks nobody else for anything', async () => {
  const page = await node.app.inject('/api/docs/')
  expect(page.statusCode).toBe(200)
  for (const { method, path } of routes) expect(page.body).toContain(`<code>${method} ${path}</code>`)
  expect(page.body).not.toMatch(/<script|https?:/)
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/)
  const links = [...page.body.matchAll(/(?:href|src)="([^"#]+)"/g)].map(([, address = '']) => address)
  for (const address of links.filter((one) => !one.startsWith('data:'))) {
    expect([address, (await node.app.inject(address)).statusCode]).toEqual([address, 200])
  }
})
