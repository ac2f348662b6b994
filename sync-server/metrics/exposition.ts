export type Labels = Readonly<Record<string, string>>
type Sample = { readonly suffix?: string; readonly labels: Labels; readonly value: number }

/** One metric with everything that was counted or measured of it. */
export type Family = {
  readonly name: string
  readonly help: string
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly samples: readonly Sample[]
}

/** The text that Prometheus reads (exposition format 0.0.4). */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export function exposition(families: readonly Family[]): string {
  return families.map((family) => `${head(family)}${family.samples.map((one) => line(family, one)).join('')}`).join('')
}

function head({ name, help, kind }: Family): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`
}

function line({ name }: Family, { suffix = '', labels, value }: Sample): string {
  const named = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}${suffix}${named.length === 0 ? '' : `{${named.join(',')}}`} ${value}\n`
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)
}
