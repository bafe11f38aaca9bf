import { onTestFinished } from 'vitest'
import { createEmulator } from './create-emulator.ts'
import type { Emulator, EmulatorOptions } from './create-emulator.ts'

/** The time that tests start at, milliseconds since 1970; it moves only where a test moves it. */
export const startMs = Date.UTC(2026, 0, 15, 12)

/** An emulator for the running test, on a free port, with a clock that stands still, closed when the test ends. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator({ clock: { now: () => startMs }, ...options })
  onTestFinished(() => emulator.close())
  return emulator
}
