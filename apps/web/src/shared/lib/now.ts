import { createStore, useStore } from './store.ts'

const everyMs = 20_000
const now = createStore(new Date())

// One clock for the whole page, so that two cards never disagree about "a minute ago".
let followers = 0
let timer: ReturnType<typeof setInterval> | undefined

const clock = {
  ...now,
  subscribe: (listener: () => void): (() => void) => {
    const stop = now.subscribe(listener)
    followers += 1
    timer ??= setInterval(() => now.set(new Date()), everyMs)
    return () => {
      stop()
      followers -= 1
      if (followers > 0) return
      clearInterval(timer)
      timer = undefined
    }
  },
}

/** The current time, renewed every 20 seconds while a component shows it. */
export function useNow(): Date {
  return useStore(clock)
}

/** Moves the page's clock on at once, for something that has just happened. */
export function tick(): void {
  now.set(new Date())
}
