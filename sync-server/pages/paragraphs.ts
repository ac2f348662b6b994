import type { Html } from './html.ts'
import { html } from './html.ts'

/** A text of several lines as paragraphs; none for an empty one. */
export function paragraphs(text: string, name: 'description' | 'message'): Html[] {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p class="${name}">${line}</p>`)
}
