/**
 * Lets everything run that can run without a clock or a network: the desk, the server's documents and PGlite go on in promises
 * alone, so that after one turn of the event loop nothing is at work any more.
 */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}
