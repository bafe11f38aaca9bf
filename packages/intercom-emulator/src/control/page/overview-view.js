import { byId, element, wholeNumber } from './dom.js'
import { showPart } from './show-part.js'

const time = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
})

/** The clock, what was counted since the last reset, and the rate limits. */
export function showOverview({ nowMs, counters, rateLimits }) {
  const clock = byId('clock')
  clock.textContent = time.format(nowMs)
  clock.dateTime = new Date(nowMs).toISOString()
  showPart('numbers', counters, () =>
    [
      ['Token exchanges', counters.tokenExchanges],
      ['Codes exchanged', counters.codesExchanged],
      ['Calls of /me', counters.me],
      ['Uninstalls by apps', counters.uninstalls],
    ].map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, wholeNumber.format(value))),
    ),
  )
  for (const [name, perMinute] of Object.entries(rateLimits)) {
    const input = byId(`limit-${name}`)
    // What a person is typing stays.
    if (document.activeElement !== input && input.dataset.shown !== String(perMinute)) {
      input.value = perMinute
      input.dataset.shown = perMinute
    }
  }
}
