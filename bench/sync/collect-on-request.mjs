// Loaded into every server that is measured: answers 'collect' with its memory after a garbage collection.
process.on('message', (message) => {
  if (message !== 'collect') return
  globalThis.gc()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send({ rss, used: heapUsed + external })
})
process.channel?.unref()
