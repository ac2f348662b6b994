import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isAllowed, ROOMS, roomOf, type Room } from './support/rooms.ts'

const root = resolve(import.meta.dirname, '..')

type Import = { readonly file: string; readonly specifier: string }

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(root, path)).isDirectory()) return name === 'node_modules' ? [] : filesBelow(path)
    return /\.(?:ts|tsx|mts|cts)$/.test(name) && !name.endsWith('.d.ts') ? [path] : []
  })
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => ({ file, specifier: match[1] ?? match[2] ?? '' }))
}

function packageOf(specifier: string): string {
  return specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '')
}

function breach({ file, specifier }: Import): string | undefined {
  const room = roomOf(file)
  if (!room) return `${file} stands in no room of the house`
  if (!specifier.startsWith('.')) return packageBreach(file, room, specifier)
  const target = relative(root, resolve(root, dirname(file), specifier.split('?')[0] ?? ''))
  if (target.startsWith('resources/')) return undefined
  const targetRoom = roomOf(target)
  if (!targetRoom) return `${file} -> ${target}: no room of the house`
  return isAllowed(room, targetRoom)
    ? undefined
    : `${file} -> ${target}: ${room.path} may not import ${targetRoom.path}`
}

function packageBreach(file: string, room: Room, specifier: string): string | undefined {
  if (isBuiltin(specifier)) return room.node ? undefined : `${file} -> ${specifier}: ${room.path} knows no Node`
  const name = packageOf(specifier)
  return room.packages.includes(name) ? undefined : `${file} -> ${name}: not a package of ${room.path}`
}

const imports = ['src', 'sync-server'].flatMap(filesBelow).flatMap(importsOf)

describe('the house', () => {
  test('every import points up the list of rooms, to an allowed room or package', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(imports.map(breach).filter((found) => found !== undefined)).toEqual([])
  })

  test('a breach is seen (mutants)', () => {
    expect(breach({ file: 'src/core/model/ids.ts', specifier: 'node:fs' })).toContain('knows no Node')
    expect(breach({ file: 'src/core/time/wall-clock.ts', specifier: '../scheduling/open-slots.ts' })).toContain(
      'may not import',
    )
    expect(breach({ file: 'src/renderer/main.tsx', specifier: '../engine/create-engine.ts' })).toContain(
      'may not import',
    )
    expect(breach({ file: 'sync-server/booking/x.ts', specifier: '../../src/engine/create-engine.ts' })).toContain(
      'may not import',
    )
    expect(breach({ file: 'src/core/scheduling/x.ts', specifier: 'luxon' })).toContain('not a package')
    expect(breach({ file: 'src/engine/x.ts', specifier: '../main/index.ts' })).toContain('may not import')
    expect(breach({ file: 'src/helpers/x.ts', specifier: './y.ts' })).toContain('no room')
  })

  test('no room or file goes by a name that says nothing', () => {
    const empty =
      /(?:^|\/)(?:lib|shared|common|types|services?)(?:\.tsx?$|\/)|(?:^|[/-])(?:utils?|helpers?|misc)(?:\.tsx?$|\/)/
    expect(['src', 'sync-server'].flatMap(filesBelow).filter((file) => empty.test(file))).toEqual([])
  })

  test('main and preload stay within 500 lines together', () => {
    const lines = ['src/main', 'src/preload']
      .flatMap(filesBelow)
      .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length)
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(500)
  })

  test('the entry of the sync server stays within 30 lines', () => {
    expect(readFileSync(join(root, 'sync-server/index.ts'), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(
      30,
    )
  })

  test('every room has a tsconfig of its own', () => {
    const folders = new Set(ROOMS.map((room) => room.project))
    for (const folder of folders) expect(statSync(join(root, folder, 'tsconfig.json')).isFile()).toBe(true)
  })
})
