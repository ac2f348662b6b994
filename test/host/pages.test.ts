import { expect, test } from 'vitest'
import { pageHeaders, pagePath } from '../../src/host/pages.ts'

test('a path means a file below the folder, or the page of a place inside the app', () => {
  expect(pagePath('/')).toBe('index.html')
  expect(pagePath('/index.html')).toBe('index.html')
  expect(pagePath('/week')).toBe('index.html')
  expect(pagePath('/calendars/one/')).toBe('index.html')
  expect(pagePath('/assets/index-B1_x.js')).toBe('assets/index-B1_x.js')
})

test('nothing leads out of the folder', () => {
  const ways = [
    '',
    'index.html',
    '//etc/passwd.html',
    '/../index.html',
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets\\..\\secret.json',
    '/.env.json',
    '/assets/.hidden.js',
    '/c:/windows.html',
    '/assets/\0.js',
    '/secrets.sqlite',
    '/page.php',
  ]
  expect(ways.filter((way) => pagePath(way) !== undefined)).toEqual([])
})

test('no page runs a script that is not one of our files', () => {
  const { 'content-security-policy': policy = '', 'x-content-type-options': sniff } = pageHeaders('index.html')
  expect(policy.split('; ').find((rule) => rule.startsWith('script-src'))).toBe("script-src 'self'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(sniff).toBe('nosniff')
  expect(pageHeaders('index.html')['cache-control']).toBe('no-store')
  expect(pageHeaders('assets/index-B1_x.js')['cache-control']).toContain('immutable')
})
