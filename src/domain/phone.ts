// Phones: one E.164 form is who she is; what people type is many.
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** `8 (912) 345-67-89` in RU → `+79123456789`; null when it is no possible phone. */
export function parsePhone(text: string, region: string): string | null {
  if (/\p{L}/u.test(text)) return null
  const phone = parsePhoneNumberFromString(text, region as CountryCode)
  return phone?.isPossible() ? phone.number : null
}

/** `+79123456789` → `+7 912 345 67 89`. */
export function formatPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}

/** Whether phones can be read as those of a country, by its ISO 3166 code. */
export function isRegion(code: string): boolean {
  return isSupportedCountry(code)
}
