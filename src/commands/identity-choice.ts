// Who it is, once it is clear: a known customer, one of several picked at the terminal, or somebody new.
import type { Context } from '../context.ts'
import { formatPhone } from '../domain/phone.ts'
import type { Customer } from '../store/customer.ts'
import { safe } from '../ui/terminal.ts'
import type { Notice } from './notice.ts'
import { customerChoice, pickCustomer } from './reference.ts'

export interface Identity {
  /** Who it is; null for somebody new. */
  customer: Customer | null
  name: string
  /** The number to keep: what was said, where it is new. */
  phone: string | null
  notice: Notice | null
}

/** Asks whether it is one of these or somebody new. */
export async function chosen(
  context: Context,
  question: string,
  matches: Customer[],
  name: string,
  phone: string | null,
): Promise<Identity> {
  const ask = await context.ask()
  const customer = await ask.select<Customer | null>(question, [
    ...matches.map(customerChoice),
    { name: context.t('customer.ask.somebodyNew'), value: null },
  ])
  return customer ? withPhone(context, customer, phone) : newcomer(name, phone)
}

/** A known customer; of two numbers that ring a person says which one holds. */
async function withPhone(context: Context, customer: Customer, phone: string | null): Promise<Identity> {
  const identity = known(customer, phone)
  if (identity.notice === null || customer.phone === null || phone === null) return identity
  const [was, said] = [formatPhone(customer.phone), formatPhone(phone)]
  const { t } = context
  const ask = await context.ask()
  const changes = await ask.select(t('customer.ask.whichPhone', { name: safe(customer.name) }), [
    { name: t('customer.ask.phoneStays', { phone: was }), value: false },
    { name: t('customer.ask.phoneChanges', { phone: said }), value: true },
  ])
  if (!changes) return identity
  return { ...identity, phone, notice: { code: 'customer.newPhone', params: { was, said } } }
}

export async function onlyOne(context: Context, reference: string, matches: Customer[]): Promise<Customer> {
  const [only, ...others] = matches
  return only && others.length === 0 ? only : pickCustomer(context, reference, matches)
}

/** A known customer; a number said with them is kept only where they have none that rings. */
export function known(customer: Customer, phone: string | null): Identity {
  const { id, name, wrongPhone } = customer
  if (phone === null || phone === customer.phone)
    return { customer, name, phone: customer.phone, notice: null }
  if (customer.phone === null || wrongPhone) return { customer, name, phone, notice: null }
  const params = { id, name, said: formatPhone(phone) }
  return { customer, name, phone: customer.phone, notice: { code: 'customer.otherPhone', params } }
}

/** Somebody known by nothing but a number goes by that number. */
export function newcomer(name: string, phone: string | null): Identity {
  return { customer: null, name: name || formatPhone(phone ?? ''), phone, notice: null }
}
