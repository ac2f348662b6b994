/** The addresses of guests as a form has them: in lines, or with commas between them. */
export function listedGuests(text: string): string[] {
  return text.split(/[\s,;]+/).filter((guest) => guest !== '')
}
