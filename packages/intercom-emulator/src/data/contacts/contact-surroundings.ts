import type { ItemDraws } from '../draws.ts'
import { seedEndsAt } from '../seeded-time.ts'
import type { ContactLocation, MobileUse } from './contact.ts'

const nowhere: ContactLocation = {
  country: null,
  region: null,
  city: null,
  country_code: null,
  continent_code: null,
}

const places: readonly [ContactLocation, ...ContactLocation[]] = [
  nowhere,
  { country: 'Ireland', region: 'Leinster', city: 'Dublin', country_code: 'IRL', continent_code: 'EU' },
  { country: 'Germany', region: null, city: 'Görlitz', country_code: 'DEU', continent_code: 'EU' },
  { country: 'Japan', region: '北海道', city: '札幌', country_code: 'JPN', continent_code: 'AS' },
  { country: 'Brazil', region: 'São Paulo', city: null, country_code: 'BRA', continent_code: 'SA' },
  { country: 'Côte d’Ivoire', region: null, city: null, country_code: 'CIV', continent_code: 'AF' },
  { country: 'Australia', region: 'Victoria', city: 'Geelong', country_code: 'AUS', continent_code: 'OC' },
]

export function seededLocation(draws: ItemDraws): ContactLocation {
  return draws.chance(0.3, 'location.none') ? nowhere : draws.pick(places, 'location')
}

export function seededBrowser(draws: ItemDraws) {
  const unknown = {
    browser: null,
    browser_version: null,
    browser_language: null,
    os: null,
    language_override: null,
  }
  if (draws.chance(0.4, 'browser.none')) return unknown
  return {
    browser: draws.pick(['chrome', 'firefox', 'safari', 'edge'], 'browser'),
    browser_version: `${100 + draws.below(45, 'browser.version')}.0`,
    browser_language: draws.pick(['en', 'de', 'pt-BR', 'zh-Hant', 'ar', null], 'browser.language'),
    os: draws.pick(['OS X 10.15.7', 'Windows 10', 'Linux', 'Android 15', null], 'os'),
    language_override: draws.pick([null, null, null, 'fr', 'de'], 'language'),
  }
}

export function seededMobile(draws: ItemDraws, createdAt: number): MobileUse | null {
  if (!draws.chance(0.15, 'mobile')) return null
  const system = draws.chance(0.5, 'mobile.system') ? 'ios' : 'android'
  return {
    system,
    app_name: 'Pocket Shop',
    app_version: `4.${draws.below(30, 'mobile.version')}`,
    device: system === 'ios' ? 'iPhone 15' : 'Pixel 9',
    os_version: system === 'ios' ? '18.1' : '15',
    sdk_version: '17.0.1',
    last_seen_at: createdAt + draws.below(Math.max(1, seedEndsAt - createdAt), 'mobile.seen'),
  }
}
