import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export type RawSocket = {
  /** One binary message. */
  send(payload: Uint8Array): void
  end(): void
}

export type RawSocketOptions = {
  readonly port: number
  readonly path: string
  readonly protocols: readonly string[]
  /** One whole message; its bytes are the receiver's to read until it returns. */
  readonly onMessage: (payload: Buffer) => void
  readonly onEnd: () => void
}

/**
 * A WebSocket client with nothing to spare, since it shares the machine with the server: messages are not masked (a mask of
 * zeros) and, in one part, not copied.
 */
export async function openRawSocket({ port, path, protocols, onMessage, onEnd }: RawSocketOptions): Promise<RawSocket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const opened = Promise.withResolvers<void>()
  let greeted = false
  let rest: Buffer | undefined
  const onPart = joinParts(onMessage)
  socket.on('error', opened.reject)
  socket.on('close', () => {
    opened.reject(new Error(`${path} was not opened`))
    onEnd()
  })
  socket.on('connect', () => socket.write(request(port, path, protocols)))
  socket.on('data', (chunk: Buffer) => {
    let bytes = rest ? Buffer.concat([rest, chunk]) : chunk
    if (!greeted) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end >= 0) {
        greeted = true
        if (bytes.toString('latin1', 9, 12) === '101') opened.resolve()
        else socket.destroy()
        bytes = bytes.subarray(end + 4)
      }
    }
    rest = greeted ? readFrames(bytes, socket, onPart) : bytes
  })
  await opened.promise
  return { send: (payload) => socket.write(frameOf(0x82, payload)), end: () => socket.destroy() }
}

function request(port: number, path: string, protocols: readonly string[]): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(protocols.length > 0 ? [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`] : []),
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

type OnPart = (payload: Buffer, isLast: boolean) => void

/** Large messages may come in parts. */
function joinParts(onMessage: (payload: Buffer) => void): OnPart {
  let before: Buffer[] = []
  return (payload, isLast) => {
    if (isLast && before.length === 0) return onMessage(payload)
    before.push(Buffer.from(payload))
    if (!isLast) return
    const whole = Buffer.concat(before)
    before = []
    onMessage(whole)
  }
}

/** What is left: the beginning of a frame. */
function readFrames(bytes: Buffer, socket: Socket, onPart: OnPart): Buffer | undefined {
  let at = 0
  for (;;) {
    const header = headerAt(bytes, at)
    if (!header || header.until > bytes.length) return at === bytes.length ? undefined : bytes.subarray(at)
    const payload = bytes.subarray(header.from, header.until)
    at = header.until
    if (header.opcode === 8) socket.destroy()
    else if (header.opcode === 9) socket.write(frameOf(0x8a, payload))
    else if (header.opcode < 8) onPart(payload, header.isLast)
  }
}

type Header = { readonly opcode: number; readonly isLast: boolean; readonly from: number; readonly until: number }

function headerAt(bytes: Buffer, at: number): Header | undefined {
  if (bytes.length < at + 2) return undefined
  const opcode = bytes.readUInt8(at) & 0x0f
  const isLast = (bytes.readUInt8(at) & 0x80) !== 0
  const short = bytes.readUInt8(at + 1) & 0x7f
  if (short < 126) return { opcode, isLast, from: at + 2, until: at + 2 + short }
  const wide = short === 126 ? 2 : 8
  if (bytes.length < at + 2 + wide) return undefined
  const length = wide === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
  return { opcode, isLast, from: at + 2 + wide, until: at + 2 + wide + length }
}

function frameOf(first: number, payload: Uint8Array): Buffer {
  const { byteLength } = payload
  const wide = byteLength < 126 ? 0 : byteLength < 65_536 ? 2 : 8
  const frame = Buffer.alloc(2 + wide + 4 + byteLength)
  frame[0] = first
  frame[1] = 0x80 | (wide === 0 ? byteLength : wide === 2 ? 126 : 127)
  if (wide === 2) frame.writeUInt16BE(byteLength, 2)
  if (wide === 8) frame.writeBigUInt64BE(BigInt(byteLength), 2)
  frame.set(payload, 6 + wide)
  return frame
}
