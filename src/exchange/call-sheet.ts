// Today's calls on paper: a card for each, with boxes to tick and lines to write on.
import { html, type Markup, pageOf } from './html.ts'

export interface CallCard {
  number: number
  name: string
  phone: string
  reason: string
  /** Lines with a name before them: what was bought, what was said last. */
  facts: readonly { name: string; text: string }[]
  ask: readonly string[]
  avoid: string
  hints: readonly string[]
}

export interface CallSheet {
  lang: string
  title: string
  subtitle: string
  calls: readonly CallCard[]
  /** What a call may come to, each with a box. */
  outcomes: readonly string[]
  /** Other things of the day, each with a box. */
  lists: readonly { title: string; lines: readonly string[] }[]
  footer: string
}

export function callSheetHtml({ lang, title, subtitle, calls, outcomes, lists, footer }: CallSheet): string {
  const body = html`<header><h1>${title}</h1><p class="soft">${subtitle}</p></header>
${calls.map((card) => cardOf(card, outcomes))}${lists.map(listOf)}
<footer class="soft"><p>${footer}</p></footer>`
  return pageOf(lang, title, STYLE, body)
}

function cardOf(
  { number, name, phone, reason, facts, ask, avoid, hints }: CallCard,
  outcomes: readonly string[],
) {
  return html`<section class="card"><h2>${number}. ${name} <span class="phone">${phone}</span></h2>
<p>${reason}</p>
${facts.map((fact) => html`<p class="soft">${fact.name}: ${fact.text}</p>`)}${hints.map(
  (hint) => html`<p class="soft">${hint}</p>`,
)}
<ul>${ask.map(box)}</ul>
${avoid === '' ? null : html`<p class="avoid">${avoid}</p>`}
<p class="outcomes">${outcomes.map((outcome) => html`<span class="box">${outcome}</span>`)}</p>
<div class="rule"></div><div class="rule"></div></section>
`
}

function listOf({ title, lines }: CallSheet['lists'][number]): Markup {
  return html`<section><h2>${title}</h2><ul>${lines.map(box)}</ul></section>
`
}

function box(text: string): Markup {
  return html`<li class="box">${text}</li>`
}

const STYLE = `
h2 { margin: 0 0 .25rem; font-size: 1.1rem; } section { margin-top: 1.25rem; }
.card { padding: .9rem 1rem; border: 1px solid var(--line); border-radius: .5rem; break-inside: avoid; }
.phone { margin-left: .75rem; font-weight: 400; white-space: nowrap; } .avoid { color: var(--warn); }
ul { margin: .4rem 0; padding: 0; list-style: none; } .box { padding-left: 1.6rem; position: relative; }
.box::before { content: ""; position: absolute; left: 0; top: .25em; width: .95em; height: .95em;
  border: 1.5px solid var(--ink); border-radius: 2px; }
.outcomes { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; margin-top: .6rem; }
.rule { height: 1.9rem; border-bottom: 1px solid var(--line); }
`
