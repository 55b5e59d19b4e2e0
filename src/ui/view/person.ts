// A customer as every document names one.

export interface Person {
  id: number
  externalId: string | null
  name: string
  phone: string | null
}
