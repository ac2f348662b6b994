import { expect, test } from 'vitest'
import { book, link } from '../booking/booking-world.ts'
import { slug } from '../../support/rows.ts'
import { listeningNode } from './listening-node.ts'

test('a page hears that something has changed, and nothing of what; closing the server ends its streams', async () => {
  const server = await listeningNode({ links: [link(1), { ...link(2), slug: slug('other') }] })
  const answer = await fetch(`${server.url}/book/anna-1/events`)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const heard = textOf(answer)
  expect(await heard.next()).toEqual({ done: false, value: 'retry: 5000\n\n' })
  const next = heard.next()
  for (const start of ['09:00', '09:30', '10:00', '10:30']) {
    const wish = { start: `2026-11-23T${start}:00+01:00` }
    expect((await book(server.node, { key: start, wish })).status).toBe(201)
  }
  expect((await fetch(`${server.url}/book/nobody/events`)).status).toBe(404)
  const ended = server[Symbol.asyncDispose]()
  let rest = (await next).value ?? ''
  for await (const text of heard) rest += text
  await ended
  // What was seen first is compared with nothing, and several changes may be told as one.
  expect(rest).toMatch(/^(?:event: changed\ndata: \{\}\n\n)*$/)
})

async function* textOf({ body }: Response): AsyncGenerator<string, undefined> {
  for await (const bytes of body ?? []) yield new TextDecoder().decode(bytes)
  return undefined
}
