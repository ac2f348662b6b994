import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { BackupError } from '../../src/storage/backup-error.ts'
import { BACKUP_PATH } from './control-file.ts'
import { writeBackup } from './write-backup.ts'

const Order = z.object({ to: z.string().min(1) })

/**
 * Where a backup of the running server is ordered; for everybody without the key, which lies in the data folder, it is not
 * there. Answers with the key.
 */
export function registerBackup(app: FastifyInstance, copyTo: (folder: string) => Promise<void>): string {
  const key = randomBytes(32).toString('base64url')
  app.post(BACKUP_PATH, { config: { unlimited: true } }, async (request, reply) => {
    const shown = (request.headers.authorization ?? '').replace(/^Bearer /, '')
    if (!timingSafeEqual(hash(shown), hash(key))) return reply.callNotFound()
    const order = Order.safeParse(request.body)
    if (!order.success) return reply.code(400).send({ error: 'invalid-request' })
    try {
      await writeBackup(copyTo, order.data.to)
      return { ok: true }
    } catch (error) {
      request.log.error({ err: error }, 'a backup was not written')
      const said = error instanceof BackupError ? error.message : `Nothing could be written to ${order.data.to}.`
      return reply.code(422).send({ error: said })
    }
  })
  return key
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
