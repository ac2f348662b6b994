import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server'
import { deskContract } from '../../core/contract/desk.ts'
import { refusals } from './refusals.ts'

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- what the library calls a context without anything in it
type Nothing = Record<never, never>

// Written out: the type that is inferred is longer than the compiler writes down.
type DeskImplementer = ImplementerInternalWithMiddlewares<typeof deskContract, Nothing, Nothing>

/** The contract, waiting for a handler for each of its calls. */
export const implementer: DeskImplementer = implement(deskContract).use(refusals)
