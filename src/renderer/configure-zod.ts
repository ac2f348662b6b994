import { config } from 'zod'

// Compiled schemas need eval, which the content security policy forbids. Before any schema is made.
config({ jitless: true })
