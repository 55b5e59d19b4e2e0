// Planning everybody anew builds the indexes of what is planned anew: they must be those of the schema.
import { expect, it } from 'vitest'
import { Store } from '../../src/store/store.ts'

it('leaves the schema of the plan as the migrations made it', () => {
  const now = Date.parse('2026-11-21T06:00:00Z')
  const store = new Store(':memory:', 'write', () => now, 'Europe/Moscow')
  const schema = () =>
    store.db
      .prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name IN ('stretch', 'tally', 'first_call', 'worth') ORDER BY name",
      )
      .all()
  const before = schema()
  expect(before.length).toBeGreaterThan(6)
  store.write((changes) => changes.touchEverybody())
  expect(schema()).toEqual(before)
})
