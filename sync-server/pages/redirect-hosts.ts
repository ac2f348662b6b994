import { z } from 'zod'

/** REDIRECT_HOSTS: host names, with commas between them, to which a page may send those who have booked. */
export const RedirectHosts = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim().toLowerCase()))
  .refine((all) => all.every((one) => /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(one)))
  .readonly()

/** The address a type names for afterwards, where the server lets it: to exactly that host, by TLS, at its usual port. */
export function allowedRedirect(
  address: string | undefined,
  hosts: readonly string[] = [],
): { readonly address: string; readonly host: string } | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined
  const { href, protocol, host, username, password } = new URL(address)
  const isPlain = protocol === 'https:' && username === '' && password === ''
  return isPlain && hosts.includes(host) ? { address: href, host } : undefined
}
