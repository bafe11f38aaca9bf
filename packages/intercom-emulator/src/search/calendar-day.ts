/// <reference lib="esnext.temporal" />

/** The calendar day of a moment: its first second and the first of the next day, in unix seconds. */
export interface CalendarDay {
  startsAt: number
  endsBefore: number
}

/** Every moment whose day a calendar can hold lies between this and its negative: 270,000 years either way. */
const unixSecondsMax = 8_639_999_000_000

/** The day that a moment (unix seconds) is in, by the wall clock of a time zone (IANA name); the outermost day for one beyond. */
export function calendarDay(unixSeconds: number, timezone: string): CalendarDay {
  const within = Math.min(Math.max(unixSeconds, -unixSecondsMax), unixSecondsMax)
  const start = Temporal.Instant.fromEpochMilliseconds(within * 1000)
    .toZonedDateTimeISO(timezone)
    .startOfDay()
  return {
    startsAt: start.epochMilliseconds / 1000,
    endsBefore: start.add({ days: 1 }).epochMilliseconds / 1000,
  }
}
