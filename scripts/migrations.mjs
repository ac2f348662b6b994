// Writes a new migration for whatever the schemas have and the migrations lack, with drizzle-kit's generator.
//   npm run migrations -- NAME                       both databases, where something changed
//   npm run migrations -- --custom NAME postgres     an empty one, for SQL that no schema can say
//   npm run migrations -- --check                    writes nothing; fails where schema and migrations differ
// After an edit by hand run it again without a name: it writes migrations.ts anew, which is what the programs read.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api'
import * as accountTables from '../sync-server/database/account-schema.ts'
import * as serverTables from '../sync-server/database/schema.ts'
import * as deskTables from '../src/storage/desk/desk-schema.ts'
import { postgresTables, sqliteTables } from '../src/storage/handle.ts'

const root = join(import.meta.dirname, '..')
const BREAK = '--> statement-breakpoint'

const databases = {
  sqlite: {
    folder: join(root, 'src/storage/migrations/sqlite'),
    tables: { ...sqliteTables, ...deskTables },
    snapshot: generateSQLiteDrizzleJson,
    difference: generateSQLiteMigration,
  },
  postgres: {
    folder: join(root, 'sync-server/database/migrations'),
    tables: { ...postgresTables, ...serverTables, ...accountTables },
    snapshot: generateDrizzleJson,
    difference: generateMigration,
  },
}

function journalOf(database) {
  const file = join(database.folder, 'meta/_journal.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { version: '7', entries: [] }
}

/** The statements that lead from the newest migration to the schema, and the snapshot they lead to. */
async function pending(name) {
  const database = databases[name]
  const last = journalOf(database).entries.at(-1)
  const before = last
    ? JSON.parse(readFileSync(join(database.folder, `meta/${last.tag}.json`), 'utf8'))
    : await database.snapshot({})
  const after = await database.snapshot(database.tables, before.id)
  return { statements: await database.difference(before, after), after }
}

function write(database, name, statements, snapshot) {
  mkdirSync(join(database.folder, 'meta'), { recursive: true })
  const journal = journalOf(database)
  const tag = `${String(journal.entries.length).padStart(4, '0')}_${name}`
  journal.entries.push({ idx: journal.entries.length, when: Date.now(), tag })
  writeFileSync(join(database.folder, `${tag}.sql`), `${statements.map((each) => each.trim()).join(`\n${BREAK}\n`)}\n`)
  writeFileSync(join(database.folder, `meta/${tag}.json`), `${JSON.stringify(snapshot, null, 1)}\n`)
  writeFileSync(join(database.folder, 'meta/_journal.json'), `${JSON.stringify(journal, null, 1)}\n`)
  console.log(`${database.folder}/${tag}.sql`)
}

/** The text of migrations.ts: a module, so that a bundler takes the statements along. */
function bundle(name) {
  const database = databases[name]
  const migrations = journalOf(database).entries.map(({ tag, when }) => ({
    tag,
    when,
    statements: readFileSync(join(database.folder, `${tag}.sql`), 'utf8')
      .split(BREAK)
      .map((statement) => statement.trim()),
  }))
  return `// Made by scripts/migrations.mjs from the files beside it.\nexport const ${name}Migrations = ${JSON.stringify(migrations, null, 2)}\n`
}

function bundleFile(name) {
  return join(databases[name].folder, 'migrations.ts')
}

/** What is out of step, in words. */
async function differences() {
  const found = []
  for (const name of Object.keys(databases)) {
    const { statements } = await pending(name)
    found.push(...statements.map((statement) => `${name}: no migration for ${statement.trim()}`))
    if (readFileSync(bundleFile(name), 'utf8') !== bundle(name))
      found.push(`${bundleFile(name)} is older than the .sql files`)
  }
  return found
}

async function main(args) {
  if (args[0] === '--check') {
    const found = await differences()
    for (const difference of found) console.error(difference)
    process.exitCode = found.length > 0 ? 1 : 0
    return
  }
  const custom = args[0] === '--custom'
  const [name, only] = custom ? args.slice(1) : args
  for (const [key, database] of Object.entries(databases)) {
    const { statements, after } = await pending(key)
    if (custom && key === only) write(database, name, [], after)
    if (!custom && statements.length > 0) {
      if (!name) throw new Error(`${key}: the schema has changed; give the migration a name`)
      write(database, name, statements, after)
    }
    writeFileSync(bundleFile(key), bundle(key))
  }
}

await main(process.argv.slice(2))
