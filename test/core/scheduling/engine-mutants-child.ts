// Started by engine-mutants.test.ts, a process of its own under plain Node: vitest's loader knows no hooks. Imports the engine
// once as it is and once for each mutant, the fault being put in while the file is read, asks all of them the same questions, and
// prints by what each was caught.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ENGINE_MUTANTS, type EngineMutant } from './engine-mutants.ts'
import { engineQuestions, type Engine } from './engine-questions.ts'

type MutantVerdict = { readonly name: string; readonly places: number; readonly caughtBy?: string }

const CORE = join(import.meta.dirname, '../../../src/core')
const CORE_URL = pathToFileURL(CORE).href

registerHooks({
  /** What a mutant imports belongs to the mutant; the model has no fault and is shared. */
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    const mutant = /\?mutant=.*$/.exec(context.parentURL ?? '')?.[0]
    const inEngine = found.url.startsWith(CORE_URL) && !found.url.startsWith(`${CORE_URL}/model/`)
    return mutant && inEngine ? { ...found, url: found.url + mutant } : found
  },
  load(url, context, next) {
    const loaded = next(url, context)
    const mutant = ENGINE_MUTANTS[Number(/\?mutant=(\d+)$/.exec(url)?.[1] ?? -1)]
    if (!mutant || !url.startsWith(`${CORE_URL}/${mutant.file}?`)) return loaded
    return { ...loaded, source: readFileSync(join(CORE, mutant.file), 'utf8').replace(mutant.text, () => mutant.by) }
  },
})

async function engineOf(mutant: number): Promise<Engine> {
  const from = (file: string): string => `${CORE_URL}/scheduling/${file}?mutant=${mutant}`
  const slots: Pick<Engine, 'openSlots'> = await import(from('open-slots.ts'))
  const offers: Pick<Engine, 'offeredSlots' | 'isOffered'> = await import(from('offered-slots.ts'))
  const reasons: Pick<Engine, 'whyNot'> = await import(from('why-not.ts'))
  return { ...slots, ...offers, ...reasons }
}

const questions = engineQuestions()

async function verdictOn({ name, file, text }: EngineMutant, index: number): Promise<MutantVerdict> {
  const places = readFileSync(join(CORE, file), 'utf8').split(text).length - 1
  const engine = await engineOf(index)
  return { name, places, ...caughtBy(engine) }
}

function caughtBy(engine: Engine): { caughtBy?: string } {
  for (const { name, isWrong } of questions) {
    try {
      if (isWrong(engine)) return { caughtBy: name }
    } catch (error) {
      return { caughtBy: `${name}: ${String(error)}` }
    }
  }
  return {}
}

const verdicts = [{ name: 'as it is', places: 1, ...caughtBy(await engineOf(-1)) }]
for (const [index, mutant] of ENGINE_MUTANTS.entries()) verdicts.push(await verdictOn(mutant, index))
process.stdout.write(JSON.stringify(verdicts))
