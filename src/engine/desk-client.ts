import type { ContractRouterClient } from '@orpc/contract'
import type { deskContract } from '../core/contract/desk.ts'

/** Every procedure of the desk contract as a function, wherever the engine runs. */
export type DeskClient = ContractRouterClient<typeof deskContract>
