// The policy: every number of the cadence, as data/cadence.json ships it and her settings change it.
import cadence from '../../data/cadence.json' with { type: 'json' }

/** Days, hours, counts and minutes as their names say; see data/cadence.json for the defaults. */
export type Policy = typeof cadence

export const DEFAULT_POLICY: Policy = cadence

/** Every setting of the policy as `group.name`, with its default. */
export function policyKeys(): Map<string, number> {
  const keys = new Map<string, number>()
  for (const [group, numbers] of Object.entries(DEFAULT_POLICY)) {
    for (const [name, value] of Object.entries(numbers)) keys.set(`${group}.${name}`, value)
  }
  return keys
}

/** Whether a setting, by its whole name, is a number of the policy. */
export function isPolicyKey(key: string): boolean {
  const [group = '', name = '', more] = key.split('.')
  const numbers = Object.hasOwn(DEFAULT_POLICY, group) ? DEFAULT_POLICY[group as keyof Policy] : {}
  return more === undefined && Object.hasOwn(numbers, name)
}

/** A policy, by default ours, with some `group.name` numbers replaced; unknown keys are ignored. */
export function policyWith(overrides: ReadonlyMap<string, number>, base = DEFAULT_POLICY): Policy {
  if (overrides.size === 0) return base
  const policy: Record<string, Record<string, number>> = {}
  for (const [group, numbers] of Object.entries(base)) policy[group] = { ...numbers }
  for (const [key, value] of overrides) {
    if (!isPolicyKey(key)) continue
    const [group = '', name = ''] = key.split('.')
    Object.assign(policy[group] ?? {}, { [name]: value })
  }
  return policy as Policy
}
