const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
const exact = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
})

/** "3 hours ago"; a time in the future within a minute counts as now, because clocks differ. */
export function agoWords(time: Date, now: Date): string {
  const passed = now.getTime() - time.getTime()
  if (Math.abs(passed) < minute) return 'just now'
  const [size, unit] =
    Math.abs(passed) < hour
      ? ([minute, 'minute'] as const)
      : Math.abs(passed) < day
        ? ([hour, 'hour'] as const)
        : ([day, 'day'] as const)
  return relative.format(-Math.trunc(passed / size), unit)
}

function isSameDay(time: Date, now: Date): boolean {
  return time.toDateString() === now.toDateString()
}

/** "12:03" today, else "2 March 2026, 12:03", in the reader's time zone. */
export function clockWords(time: Date, now: Date): string {
  return isSameDay(time, now) ? clock.format(time) : `${date.format(time)}, ${clock.format(time)}`
}

/** "at 12:03" today, else "on 2 March 2026 at 12:03", to stand in a sentence. */
export function atWords(time: Date, now: Date): string {
  return isSameDay(time, now)
    ? `at ${clock.format(time)}`
    : `on ${date.format(time)} at ${clock.format(time)}`
}

/** The whole truth, with seconds and time zone. */
export function exactWords(time: Date): string {
  return exact.format(time)
}
