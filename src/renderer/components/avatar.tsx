type Props = { readonly name: string; readonly colour: string; readonly className: string }

/** A person as a sign: their initials on their colour. Their name stands beside it, or is said by what it stands in. */
export function Avatar({ name, colour, className }: Props) {
  return (
    <span
      aria-hidden
      className={`event flex shrink-0 items-center justify-center rounded-full font-semibold ${className}`}
      style={{ '--event': colour }}
    >
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.replace(/^(?:Dr|Prof)\.?\s+/i, '').split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
