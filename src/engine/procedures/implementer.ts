import { implement } from '@orpc/server'
import { deskContract } from '../../core/contract/desk.ts'
import { refusals } from './refusals.ts'

/** The contract, waiting for a handler for each of its calls. */
export const implementer = implement(deskContract).use(refusals)
