import { z } from 'zod'

/** How a server is told to run; from the command line and the environment, or built by a test. */
export const ServerConfig = z.object({
  host: z.string().min(1),
  /** 0: any free one. */
  port: z.int().min(0).max(65_535),
  /** Holds the embedded database when there is no `databaseUrl`; undefined without both: in memory, for tests. */
  dataDir: z.string().min(1).optional(),
  databaseUrl: z.string().optional(),
  /** Without it mail goes to the test mailbox at `/mailbox`. */
  smtpUrl: z.string().optional(),
  /** Without a slash at the end. */
  publicUrl: z.string().optional(),
  demo: z.boolean(),
  json: z.boolean(),
})
export type ServerConfig = z.infer<typeof ServerConfig>
