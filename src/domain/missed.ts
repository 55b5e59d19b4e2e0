// Misses: windows that went by unserved. A missed touch gives way to the next one, and is counted.
import type { Instant } from './day.ts'
import { holds, type Quiet, rests } from './quiet.ts'
import type { Replay } from './replay.ts'
import { endOf, type Touch } from './touch.ts'

/**
 * How many windows closed unserved up to a moment since her last purchase or talk, and after the sale was known here
 * at all. What rested through its whole window was never missed.
 * @param since the earliest moment that will be asked about
 */
export function missesOf(replay: Replay, since: Instant): (at: Instant) => number {
  const { touches, quiets } = replay
  const earliest = lastWord(replay, since)
  const unserved = touches.filter(
    (touch) =>
      touch.kind !== 'thanks' &&
      touch.mood !== 'unhappy' &&
      touch.closes > earliest &&
      endOf(touch) === touch.closes &&
      wasEverAwake(touch, quiets),
  )
  return (at) => {
    const from = lastWord(replay, at)
    return unserved.filter((touch) => touch.closes <= at && touch.closes > from).length
  }
}

/** The moment of her last purchase or talk, or of learning of that purchase. */
function lastWord({ purchases, talks }: Replay, at: Instant): Instant {
  const bought = purchases.findLast((purchase) => purchase.at <= at)
  const talked = talks.findLast((talk) => talk <= at) ?? Number.NEGATIVE_INFINITY
  return bought ? Math.max(bought.at, bought.sale.enteredAt, talked) : talked
}

function wasEverAwake(touch: Touch, quiets: readonly Quiet[]): boolean {
  let at = touch.wakes
  while (at < touch.closes) {
    const quiet = quiets.find((candidate) => holds(candidate, at) && rests(candidate.why, touch))
    if (!quiet) return true
    at = quiet.until
  }
  return false
}
