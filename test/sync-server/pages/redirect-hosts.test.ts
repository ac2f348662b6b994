import { expect, test } from 'vitest'
import { allowedRedirect, RedirectHosts } from '../../../sync-server/pages/redirect-hosts.ts'

const hosts = RedirectHosts.parse('www.example.org, Shop.example.org')

test('a page leads on to a host on the list, and to no other', () => {
  expect(hosts).toEqual(['www.example.org', 'shop.example.org'])
  expect(allowedRedirect('https://WWW.example.org/thanks?a=1', hosts)).toEqual({
    address: 'https://www.example.org/thanks?a=1',
    host: 'www.example.org',
  })
  const others = [
    undefined,
    'https://example.org/',
    'https://www.example.org.evil.example/',
    'https://www.example.org:8443/',
    'https://www.example.org@evil.example/',
    'https://me@www.example.org/',
    'http://www.example.org/',
    'javascript:alert(1)//www.example.org',
    '//www.example.org/',
    'x',
  ]
  expect(others.filter((address) => allowedRedirect(address, hosts) !== undefined)).toEqual([])
  expect(allowedRedirect('https://www.example.org/', undefined)).toBeUndefined()
})

test('a list of hosts names hosts', () => {
  for (const list of ['', 'https://www.example.org', 'www.example.org/x', '*', 'a,,b'])
    expect(RedirectHosts.safeParse(list).success).toBe(false)
})
