import { publicApi, PUBLIC_PREFIX, type PublicRoute } from '../../src/core/contract/public-api.ts'
import { type Html, html } from '../pages/html.ts'
import { MEANING, parametersOf } from './open-api.ts'
import { type Json, namedSchemas, nameOf } from './schema-of.ts'

/** The public JSON for people: every call of the contract, then every shape. No script. */
export function docsPage(stylesheet: string): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Dayloom: public booking</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylesheet}" />
      </head>
      <body>
        <main>
          <h1>Public booking</h1>
          <p>
            Every address begins with <code>${PUBLIC_PREFIX}</code>. For programs:
            <a href="${PUBLIC_PREFIX}/openapi.json">OpenAPI 3.1</a>.
          </p>
          ${Object.entries(publicApi).map(([name, routes]) => groupSection(name, Object.values<PublicRoute>(routes)))}
          <section>
            <h2>Shapes</h2>
            ${Object.entries(namedSchemas()).map(shapeEntry)}
          </section>
        </main>
      </body>
    </html> `
}

function groupSection(name: string, routes: readonly PublicRoute[]): Html {
  return html`<section>
    <h2>${name}</h2>
    ${routes.map(callEntry)}
  </section>`
}

function callEntry(route: PublicRoute): Html {
  const parameters = parametersOf(route)
  return html`<h3><code>${route.method} ${route.path}</code></h3>
    <p>${route.summary}.</p>
    <ul>
      ${parameters.map((one) => html`<li>${one.in}: <code>${one.name}</code>${!one.required && ', optional'}</li>`)}
      ${route.body && html`<li>body: ${shapeLink(route.body)}</li>`}
      ${Object.entries(route.answers).map(([status, shape]) => answerLine(Number(status), shape))}
    </ul>`
}

function answerLine(status: number, shape: PublicRoute['answers'][number]): Html {
  const body = shape !== undefined && shape !== 'nothing' && html`: ${shapeLink(shape)}`
  return html`<li>${status} ${MEANING[status]}${body}</li>`
}

function shapeLink(shape: NonNullable<PublicRoute['body']>): Html {
  const name = nameOf(shape) ?? ''
  return html`<a href="#${name}">${name}</a>`
}

function shapeEntry([name, schema]: [string, Json]): Html {
  return html`<details id="${name}">
    <summary>${name}</summary>
    <pre tabindex="0">${JSON.stringify(schema, null, 2)}</pre>
  </details>`
}
