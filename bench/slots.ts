import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesAllocated, cpuMs } from './cpu-time.ts'
import { freeBusyMs, type FreeBusyCost } from './free-busy.ts'
import { growthOf, incrementalOf, type Growth, type Incremental } from './growing-history.ts'
import { readSlotCases, slotsOf, type SlotCase } from './slot-case.ts'
import { workloadsOf } from './slot-workload.ts'

type WorkloadFigures = {
  /** CPU ms per call, ISO texts in, ISO texts by day out. */
  readonly isoCpuMs: number
  /** CPU ms per call, from an index of epoch numbers to epoch numbers. */
  readonly epochCpuMs: number
  /** Allocated per call of the first kind. */
  readonly bytes: number
  /** Of the workload as its file has it. */
  readonly slots: number
}

type SlotFigures = { readonly [workload: string]: WorkloadFigures | FreeBusyCost | Incremental | Growth }

// How many inputs rotate: few milliseconds a round, and more than a branch predictor learns by heart.
const INPUTS = { W0: 64, W1: 32, W2: 12, W3: 12, W4: 8, W5: 32, W6: 12 }

/**
 * What a slot request costs, on the workloads of `cases/slots` (`../shared/cases/slots`, else test/fixtures; what is in neither is
 * left out). Each workload must give exactly the slots that its file expects before it is measured.
 */
export async function run({ short }: { short: boolean }): Promise<SlotFigures> {
  const ms = short ? 500 : 4_000
  const figures: Record<string, SlotFigures[string]> = {}
  for (const [name, inputs] of Object.entries(INPUTS)) {
    const found = workload(name)
    if (found) figures[name] = measured(found, { inputs, ms })
  }
  return { ...figures, freeBusy: freeBusyMs(ms), incremental: incrementalOf(ms), growth: growthOf(ms) }
}

function measured(slotCase: SlotCase, { inputs, ms }: { inputs: number; ms: number }): WorkloadFigures {
  if (JSON.stringify(slotsOf(slotCase)) !== JSON.stringify(slotCase.expected))
    throw new Error('other slots than expected')
  const workloads = workloadsOf(slotCase, inputs)
  const iso = workloads.map((one) => one.iso)
  return {
    isoCpuMs: rounded(cpuMs(iso, { ms })),
    epochCpuMs: rounded(
      cpuMs(
        workloads.map((one) => one.epoch),
        { ms },
      ),
    ),
    bytes: bytesAllocated(iso),
    slots: slotCase.expected.length,
  }
}

function workload(name: string): SlotCase | undefined {
  const folders = ['../../shared/cases/slots', '../test/fixtures/slots']
  const file = folders
    .map((folder) => join(import.meta.dirname, folder, `workload-${name.toLowerCase()}.json`))
    .find((path) => existsSync(path))
  return file === undefined ? undefined : readSlotCases(JSON.parse(readFileSync(file, 'utf8')))[0]
}

function rounded(ms: number): number {
  return Number(ms.toPrecision(3))
}
