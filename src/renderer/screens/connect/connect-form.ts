import { z } from 'zod'
import { Email } from '../../../core/model/member.ts'
import type { Engine } from '../../engine.ts'

export type ConnectForm = {
  readonly way: 'sign-in' | 'register'
  readonly server: string
  readonly email: string
  readonly password: string
}

export type ConnectInput = Parameters<Engine['session']['connect']>[0]

/** What to ask of the engine; undefined while something is missing. */
export function inputOf({ way, server, email, password }: ConnectForm): ConnectInput | undefined {
  const url = serverUrl(server)
  const address = Email.safeParse(email.trim())
  if (url === undefined || !address.success || password === '') return undefined
  const input = { server: url, email: address.data, password }
  return way === 'register' ? { ...input, register: true } : input
}

/** An address as people type it: `https` unless it says otherwise, plain `http` on this machine. Undefined: no address. */
export function serverUrl(typed: string): string | undefined {
  const text = typed.trim()
  const scheme = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(text) ? 'http' : 'https'
  const url = /^https?:\/\//.test(text) ? text : `${scheme}://${text}`
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(url)
  return text === '' || !parsed.success ? undefined : parsed.data.replace(/\/+$/, '')
}
