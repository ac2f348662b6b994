import { Client } from 'pg'

/** Hands the database at `url` to a user of its own, who is no superuser; the address with which that one comes in. */
export async function ownDatabase(url: string): Promise<string> {
  const name = new URL(url).pathname.slice(1)
  await asked(url, 'create role dayloom_plain login')
  await asked(url, `alter database "${name}" owner to dayloom_plain`)
  return url.replace('postgres@', 'dayloom_plain@')
}

async function asked(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
