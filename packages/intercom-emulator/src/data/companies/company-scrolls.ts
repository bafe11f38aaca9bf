import type { Clock } from '../../clock.ts'
import { makeUuid } from '../../secret-values.ts'
import type { RandomBytes } from '../../secret-values.ts'

/** A scroll that nobody goes on with for a minute is over (Intercom, "Scroll over all companies"). */
const idleMs = 60_000

interface Scroll {
  param: string
  /** Items with a smaller index follow. */
  before: number
  usedAtMs: number
}

/** The one scroll that each app may have open in a workspace. Nothing can close it before its end but time. */
export function createCompanyScrolls({ clock, random }: { clock: Clock; random: RandomBytes }) {
  const scrolls = new Map<string, Scroll>()

  function open(clientId: string): Scroll | undefined {
    const scroll = scrolls.get(clientId)
    if (scroll === undefined || clock.now() - scroll.usedAtMs < idleMs) return scroll
    scrolls.delete(clientId)
    return undefined
  }

  return {
    /** Opens a scroll and gives its parameter; `undefined` while another one is open. */
    start(clientId: string, before: number): Scroll | undefined {
      if (open(clientId) !== undefined) return undefined
      const scroll = { param: makeUuid(random), before, usedAtMs: clock.now() }
      scrolls.set(clientId, scroll)
      return scroll
    },
    /** The open scroll of that parameter; `undefined` where it lapsed, ended or never was. */
    find(clientId: string, param: string): Scroll | undefined {
      const scroll = open(clientId)
      return scroll?.param === param ? scroll : undefined
    },
    /** Keeps the place, and the scroll open for another minute. */
    move(scroll: Scroll, before: number): void {
      scroll.before = before
      scroll.usedAtMs = clock.now()
    },
    end(clientId: string): void {
      scrolls.delete(clientId)
    },
  }
}
