// A report as a page: figures on top, then parts with charts and tables.
import { html, type Markup, pageOf } from './html.ts'
import { CHART_STYLE, type Chart, chartOf } from './svg-chart.ts'

export interface ReportFigure {
  name: string
  text: string
  note: string
  /** The figure as the document has it; null where there is none. */
  value: number | null
  /** Its place in the document, `nps.value`. */
  code: string
}

export interface ReportTable {
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

export interface ReportPart {
  title: string
  charts: readonly Chart[]
  tables: readonly ReportTable[]
  notes: readonly string[]
}

export interface Report {
  lang: string
  title: string
  subtitle: string
  figures: readonly ReportFigure[]
  parts: readonly ReportPart[]
  footer: string
}

export function reportHtml({ lang, title, subtitle, figures, parts, footer }: Report): string {
  const body = html`<header><h1>${title}</h1><p class="soft">${subtitle}</p></header>
<div class="figures">${figures.map(figureOf)}</div>
${parts.map(partOf)}
<footer class="soft"><p>${footer}</p></footer>`
  return pageOf(lang, title, STYLE + CHART_STYLE, body)
}

function figureOf({ name, text, note, value, code }: ReportFigure): Markup {
  const figure = value === null ? html`${text}` : html`<data value="${value}" id="${code}">${text}</data>`
  return html`<div class="figure"><span class="soft">${name}</span><strong>${figure}</strong><span class="soft">${note}</span></div>
`
}

function partOf({ title, charts, tables, notes }: ReportPart): Markup {
  return html`<section><h2>${title}</h2>
${charts.map((chart) => html`<figure>${chartOf(chart)}</figure>`)}${tables.map(tableOf)}${notes.map(
  (note) => html`<p class="soft">${note}</p>`,
)}</section>
`
}

function tableOf({ head, rows }: ReportTable): Markup {
  const cells = (row: readonly string[]) =>
    row.map((cell, i) => html`<td data-name="${head[i] ?? ''}">${cell}</td>`)
  const kind = head.length < MANY_COLUMNS ? 'few' : 'many'
  return html`<div class="wide"><table class="${kind}"><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr>${cells(row)}</tr>
`,
  )}</tbody></table></div>`
}

/** From so many columns on a row is stacked where the screen is as narrow as a phone's. */
const MANY_COLUMNS = 6

const STYLE = `
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .75rem; margin-top: 1.25rem; }
.figure { display: flex; flex-direction: column; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--wash); } .figure strong { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
figure { margin: 0; } .wide { overflow-x: auto; } footer { margin-top: 2rem; }
.wide td:last-child { min-width: 9rem; }
@media screen and (max-width: 40rem) { .many thead { display: none; } .many tr { display: grid;
  grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); padding: .5rem 0; border-bottom: 1px solid var(--line); }
  .many td { padding: .1rem .6rem .1rem 0; border: 0; } .many td:last-child { grid-column: 1 / -1; }
  .many td::before { content: attr(data-name); display: block; color: var(--soft); font-size: .8rem; } }
`
