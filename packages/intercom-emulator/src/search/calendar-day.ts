/// <reference lib="esnext.temporal" />

/** The calendar day of a moment: its first second and the first of the next day, in unix seconds. */
export interface CalendarDay {
  startsAt: number
  endsBefore: number
}

/** The day that a moment (unix seconds) is in, by the wall clock of a time zone (IANA name). */
export function calendarDay(unixSeconds: number, timezone: string): CalendarDay {
  const start = Temporal.Instant.fromEpochMilliseconds(unixSeconds * 1000)
    .toZonedDateTimeISO(timezone)
    .startOfDay()
  return {
    startsAt: start.epochMilliseconds / 1000,
    endsBefore: start.add({ days: 1 }).epochMilliseconds / 1000,
  }
}
