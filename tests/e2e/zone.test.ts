// The offsets that the process tells of a zone are those of the zone database, whatever zone it was started in.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aftersales, home } from './pty.ts'

const ROOT = join(import.meta.dirname, '../..')

// Before 1973 one zone still reckoned in seconds, which the database is read wrongly for.
const COMPARE = `
  import { offsetsByDatabase } from '${join(ROOT, 'src/domain/day.ts')}'
  import { realWorld } from '${join(ROOT, 'src/world.ts')}'
  const zones = [...Intl.supportedValuesOf('timeZone'), 'Etc/GMT+5', 'EST5EDT', 'UTC', 'Asia/Calcutta', 'europe/moscow', 'Nowhere/Never', 'Moscow']
  const { offsets } = realWorld()
  let count = 0
  for (const zone of zones) {
    for (let at = Date.UTC(1973, 0); at < Date.UTC(2040, 0); at += 37.7 * 24 * 3600_000) {
      const [ours, theirs] = [offsets(zone, at), offsetsByDatabase(zone, at)].map(Math.round)
      if (ours !== theirs && !(Number.isNaN(ours) && Number.isNaN(theirs))) throw new Error([zone, at, ours, theirs].join())
      count++
    }
  }
  console.log(count)`

test.each(['Europe/Moscow', 'UTC', 'America/St_Johns'])('started in %s', (zone) => {
  const out = execFileSync(process.execPath, ['--input-type=module', '-e', COMPARE], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone },
  })
  expect(Number(out)).toBeGreaterThan(100_000)
})

// Without TZ the system's own zone must come back, whichever that is here.
test.each([
  'Europe/Moscow',
  undefined,
])('a shop in Tokyo leaves the zone of the system as the default: %s', (TZ) => {
  const env: Record<string, string | undefined> = { ...home().env, TZ }
  if (TZ === undefined) delete env.TZ
  const run = (...args: string[]) => aftersales(args, env as Record<string, string>)
  const defaultZone = () => {
    const { settings } = JSON.parse(run('config', 'list', '--json')) as { settings: object[] }
    return settings[0]
  }
  const before = defaultZone() as { default: string }
  expect(before).toMatchObject({ key: 'timeZone', default: TZ ?? expect.any(String) })
  run('config', 'set', 'timeZone', 'Asia/Tokyo')
  expect(defaultZone()).toEqual({ ...before, value: 'Asia/Tokyo' })
  expect(run('config', 'list').replace(/\s+/g, ' ')).toMatch(
    new RegExp(`timeZone Asia/Tokyo [^()]*\\(by default ${before.default}\\)`),
  )
})
