// A sweep finds at each moment what looking through the whole list would find, in the same order.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sweep } from '../../src/domain/sweep.ts'

const span = fc.record({
  from: fc.nat(20),
  length: fc.oneof(fc.nat(8), fc.constant(Number.POSITIVE_INFINITY)),
})

test('holds what began and has not ended, at one moment after another', () => {
  fc.assert(
    fc.property(fc.array(span), fc.array(fc.nat(30)), (spans, moments) => {
      const sweep = new Sweep(
        spans,
        ({ from }) => from,
        ({ from, length }) => from + length,
      )
      for (const at of moments.sort((a, b) => a - b)) {
        const holding = spans.filter(({ from, length }) => from <= at && at < from + length)
        expect(sweep.at(at)).toEqual(holding)
      }
    }),
  )
})
