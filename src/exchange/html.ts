// A page of its own: no script, nothing loaded, light and dark, for paper too. Every text goes through one gate.
import { printable } from '../domain/name.ts'

/** Markup, put together only by `html` and so free of anything that was typed or imported. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Piece = Markup | readonly Markup[] | string | number | null

/** Markup with values in it: what is no markup itself is a text, made harmless. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  const text = parts.reduce(
    (all, part, i) => `${all}${part}${i < values.length ? shown(values[i] ?? null) : ''}`,
    '',
  )
  return new Markup(text)
}

function shown(value: Piece): string {
  if (value === null) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return printable(String(value)).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** Nothing may be loaded or run, whatever stands in the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** @param style CSS of ours, without any value in it */
export function pageOf(lang: string, title: string, style: string, body: Markup): string {
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(BASE + style)}</style>
</head>
<body>
${body}
</body>
</html>
`
  return page.text
}

const BASE = `
:root { color-scheme: light dark; --ink: #1c2127; --soft: #5b6570; --line: #d8dde3; --paper: #fff; --wash: #f4f6f8;
  --main: #1f6feb; --good: #1a7f37; --warn: #b35900; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --line: #39424d; --paper: #14181d;
  --wash: #1d232a; --main: #6cb0ff; --good: #57c271; --warn: #f0a35e; } }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #fff;
  --main: #1f4f9e; --good: #1a5f2a; --warn: #8a4500; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
p { margin: .4rem 0; } .soft { color: var(--soft); font-size: .9rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 500; font-size: .9rem; }
@media print { body { padding: 0; max-width: none; font-size: 11pt; } section { break-inside: avoid; } }
`
