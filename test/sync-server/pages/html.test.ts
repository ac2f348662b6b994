import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, markupOf } from '../../../sync-server/pages/html.ts'

test('values are escaped for text and for attributes, markup and lists go in as they are', () => {
  const item = (text: string) => html`<li>${text}</li>`
  const hostile = `<script>alert("1")</script> & 'x'`
  expect(markupOf(html`<p title="${hostile}">${hostile}${undefined}${false}${7}${[item('a'), item('<')]}</p>`)).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;">' +
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;7<li>a</li><li>&lt;</li></p>',
  )
})

test('no text gets out of the place it was put into', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(markupOf(html`${text}`)).not.toMatch(/[<>"']/)
    }),
  )
})
