// Charts of a report as SVG: a line with how far each point may be off, and shares as bars.
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { html, Markup } from './html.ts'

export interface Point {
  label: string
  /** Null where there are too few answers for a figure. */
  value: number | null
  low: number | null
  high: number | null
  /** What stands beside the point, `+25`. */
  text: string
}

export interface LineChart {
  kind: 'line'
  /** What it shows, for who cannot see it. */
  title: string
  /** The ends of the scale, and the marks on it. */
  scale: readonly [number, number]
  ticks: readonly { at: number; text: string }[]
  points: readonly Point[]
}

export interface Bar {
  label: string
  /** Of one; null where there are too few for a figure. */
  share: number | null
  low: number | null
  high: number | null
  text: string
}

export interface BarChart {
  kind: 'bars'
  title: string
  bars: readonly Bar[]
}

export type Chart = LineChart | BarChart

const WIDTH = 480
const EDGE = { left: 48, right: 24, top: 20, bottom: 28 }
const LINE_HEIGHT = 220
const BAR_HEIGHT = 34

/** Coordinates to a tenth: a page of charts stays small. */
const px = (value: number) => Math.round(value * 10) / 10

export function chartOf(chart: Chart): Markup {
  return chart.kind === 'line' ? lineChart(chart) : barChart(chart)
}

function lineChart({ title, scale, ticks, points }: LineChart): Markup {
  const x = scalePoint<number>()
    .domain(points.map((_, i) => i))
    .range([EDGE.left, WIDTH - EDGE.right])
    .padding(0.5)
  const y = scaleLinear()
    .domain(scale)
    .range([LINE_HEIGHT - EDGE.bottom, EDGE.top])
  const place = (i: number) => px(x(i) ?? 0)
  const known = (point: Point) => point.value !== null
  const numbered = points.map((point, i) => ({ ...point, i }))
  const band = area<(typeof numbered)[number]>()
    .defined(({ low, high }) => low !== null && high !== null)
    .x(({ i }) => place(i))
    .y0(({ low }) => px(y(low ?? 0)))
    .y1(({ high }) => px(y(high ?? 0)))
  const path = line<(typeof numbered)[number]>()
    .defined(known)
    .x(({ i }) => place(i))
    .y(({ value }) => px(y(value ?? 0)))
  const grid = ticks.map(
    ({
      at,
      text,
    }) => html`<line class="grid" x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${px(y(at))}" y2="${px(y(at))}"/>
<text class="tick" x="${EDGE.left - 8}" y="${px(y(at)) + 4}" text-anchor="end">${text}</text>`,
  )
  const marks = numbered.map(({ i, label, value, low, high, text }) => {
    const name = html`<text class="tick" x="${place(i)}" y="${LINE_HEIGHT - 8}" text-anchor="middle">${label}</text>`
    if (value === null) return name
    // The line of a single point has no length: its bounds are drawn as a line of their own.
    const bounds =
      low === null || high === null
        ? null
        : html`<line class="bound" x1="${place(i)}" x2="${place(i)}" y1="${px(y(low))}" y2="${px(y(high))}"/>`
    return html`${name}${bounds}<circle class="dot" cx="${place(i)}" cy="${px(y(value))}" r="4"/>
<text class="value" x="${place(i)}" y="${px(y(value)) - 9}" text-anchor="middle">${text}</text>`
  })
  const shapes = new Markup(
    `<path class="area" d="${band(numbered) ?? ''}"/><path class="line" d="${path(numbered) ?? ''}"/>`,
  )
  return drawing(title, LINE_HEIGHT, html`${grid}${shapes}${marks}`)
}

function barChart({ title, bars }: BarChart): Markup {
  const height = bars.length * BAR_HEIGHT + 8
  const x = scaleLinear().domain([0, 1]).range([0, WIDTH])
  const y = scaleBand<number>()
    .domain(bars.map((_, i) => i))
    .range([0, height])
  const rows = bars.map(({ label, share, low, high, text }, i) => {
    const top = px(y(i) ?? 0)
    const track = html`<text class="name" x="0" y="${top + 13}">${label}</text>
<text class="value" x="${WIDTH}" y="${top + 13}" text-anchor="end">${text}</text>
<rect class="track" x="0" y="${top + 19}" width="${WIDTH}" height="7" rx="3"/>`
    if (share === null) return track
    const bounds =
      low === null || high === null
        ? null
        : html`<line class="bound" x1="${px(x(low))}" x2="${px(x(high))}" y1="${top + 22.5}" y2="${top + 22.5}"/>`
    return html`${track}<rect class="bar" x="0" y="${top + 19}" width="${px(x(share))}" height="7" rx="3"/>${bounds}`
  })
  return drawing(title, height, html`${rows}`)
}

function drawing(title: string, height: number, content: Markup): Markup {
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${content}</svg>`
}

export const CHART_STYLE = `
figure { overflow-x: auto; } svg { display: block; width: 100%; min-width: 22rem; max-width: 44rem; height: auto; margin: .5rem 0; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); } svg .tick { fill: var(--soft); font-size: 11px; }
svg .value { font-weight: 600; } svg .grid { stroke: var(--line); } svg .track { fill: var(--line); opacity: .5; }
svg .line { fill: none; stroke: var(--main); stroke-width: 2; } svg .area { fill: var(--main); opacity: .12; }
svg .dot, svg .bar { fill: var(--main); } svg .bound { stroke: var(--ink); stroke-width: 1.5; opacity: .45; }
`
