import { pino } from 'pino'
import { expect, test } from 'vitest'

import { logSink } from './log-sink.ts'

test('lines hold what pino logged, in order, and text holds it as written', () => {
  const sink = logSink()
  const log = pino({ base: null, timestamp: false }, sink)

  log.info({ userId: 7 }, 'first')
  log.warn('second')

  expect(sink.lines).toEqual([
    { level: 30, userId: 7, msg: 'first' },
    { level: 40, msg: 'second' },
  ])
  expect(sink.text()).toBe('{"level":30,"userId":7,"msg":"first"}\n{"level":40,"msg":"second"}\n')
})

test('until finds a line that is already there and one that is still to come', async () => {
  const sink = logSink()
  const log = pino({ base: null }, sink)
  const coming = sink.until((line) => line['msg'] === 'ready')
  log.info('starting')
  log.info({ port: 1 }, 'ready')

  expect(await coming).toMatchObject({ port: 1 })
  expect(await sink.until((line) => line['msg'] === 'starting')).toMatchObject({ level: 30 })
})

test('a line that is only half written is not a line yet', () => {
  const sink = logSink()

  sink.write('{"a":1}\n{"b":')
  expect(sink.lines).toEqual([{ a: 1 }])
  sink.write('2}\n')

  expect(sink.lines).toEqual([{ a: 1 }, { b: 2 }])
})

test('a line that is not a JSON object is an error', () => {
  const sink = logSink()
  sink.write('Listening on 3000\n')

  expect(() => sink.lines).toThrow(SyntaxError)
})
