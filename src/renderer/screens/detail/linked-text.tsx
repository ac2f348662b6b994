/** Text of others, as it is; addresses in it can be followed, nothing else in it does anything. */
export function LinkedText({ text }: { readonly text: string }) {
  return partsOf(text).map(({ part, at, isAddress }) =>
    isAddress ? (
      <a
        key={at}
        href={part}
        target="_blank"
        rel="noreferrer"
        className="text-accent underline-offset-2 hover:underline"
      >
        {part}
      </a>
    ) : (
      part
    ),
  )
}

type Part = { readonly part: string; readonly at: number; readonly isAddress: boolean }

function partsOf(text: string): Part[] {
  const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
  return parts.map((part, at) => ({ part, at, isAddress: at % 2 === 1 }))
}
