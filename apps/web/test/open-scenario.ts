import { scenarios } from '../mocks/scenarios.ts'
import type { MockState } from '../mocks/mock-state.ts'
import { openApp } from './render-app.tsx'

/** Opens one of the named scenarios, as `?scenario=<name>` does in development. */
export function openScenario(name: string, changes: Partial<MockState> = {}): { wentTo: string[] } {
  const scenario = scenarios[name]
  if (scenario === undefined) throw new Error(`There is no scenario ${name}`)
  if (scenario.wasConnected === true) localStorage.setItem('latchkey.was-connected', 'yes')
  return openApp(scenario.path, { ...scenario.state(), ...changes })
}
