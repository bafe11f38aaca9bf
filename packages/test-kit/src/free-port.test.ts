import { expect, test } from 'vitest'
import { freePort, isPortFree } from './free-port.ts'

test('nobody gets a port that somebody else was given a moment ago', async () => {
  const ports = await Promise.all(Array.from({ length: 400 }, () => freePort()))
  expect(new Set(ports).size).toBe(400)
})

test('a port is one to listen on', async () => {
  expect(await isPortFree(await freePort())).toBe(true)
})
