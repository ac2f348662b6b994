import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { fillWorkspace, startServer, type StartedServer } from '../started-server.ts'

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
})
afterEach(() => server.close())

/** Opens a WebSocket by hand, and then sends `frame` and never answers a close. */
function knock(path: string, frame: Buffer) {
  const { hostname, port } = new URL(server.url)
  const seen = { answer: '', ended: false }
  const socket = connect(Number(port), hostname)
  const head = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
  const key = `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`
  const token = 'Sec-WebSocket-Protocol: dayloom.sync.v1, token.forged'
  socket.write([`GET ${path} HTTP/1.1`, `Host: ${hostname}`, ...head, key, token, '', ''].join('\r\n'))
  socket.on('error', () => undefined)
  socket.on('close', () => {
    seen.ended = true
  })
  socket.once('data', (data) => {
    seen.answer = data.toString('latin1')
    socket.write(frame)
  })
  return { socket, seen }
}

/** The head of a masked binary frame of eight megabytes, of which one arrives. */
function largeFrame(): Buffer {
  const head = Buffer.alloc(14)
  head.writeUInt8(0x82, 0)
  head.writeUInt8(0x80 | 127, 1)
  head.writeBigUInt64BE(8n * 1_024n * 1_024n, 2)
  return Buffer.concat([head, Buffer.alloc(1_024 * 1_024)])
}

test('whoever has no token gets no room for a frame, and is cut off', async () => {
  const { socket, seen } = knock('/sync', largeFrame())
  await eventually(() => (seen.ended ? seen : undefined), { what: 'the end', deadlineMs: 10_000 })
  expect(seen.answer).toContain('101 Switching Protocols')
  socket.destroy()
})
