// Phones: one E.164 form is who she is; what people type is many.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { hasLetter } from './name.ts'

/** `8 (912) 345-67-89` in RU → `+79123456789`; null when it is no possible phone. */
export function parsePhone(text: string, region: string): string | null {
  if (hasLetter(text)) return null
  const phone = parsePhoneNumberFromString(text, region as CountryCode)
  return phone?.isPossible() ? phone.number : null
}

/** Most phones of a Russian shop; the tables of all the world's phones take longer to load than a list to show. */
const RUSSIAN = /^\+7([349]\d\d)(\d{3})(\d\d)(\d\d)$/

/** `+79123456789` → `+7 912 345 67 89`. */
export function formatPhone(phone: string): string {
  if (RUSSIAN.test(phone)) return phone.replace(RUSSIAN, '+7 $1 $2 $3 $4')
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}

/** Whether phones can be read as those of a country, by its ISO 3166 code. */
export function isRegion(code: string): boolean {
  return isSupportedCountry(code)
}
