import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseEnvFile } from './env-file.js'

describe('.env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')

  test('sets nothing as it is, so that a copy of it runs offline', () => {
    expect(parseEnvFile(example, '.env.example')).toEqual({})
  })

  test('has only lines that can be read when their # is taken away', () => {
    const settings = example.split('\n').flatMap((line) => /^# ([A-Z_]+=.*)$/.exec(line)?.[1] ?? [])
    expect(Object.keys(parseEnvFile(settings.join('\n'), '.env.example'))).toEqual(
      settings.map((line) => line.split('=')[0]),
    )
    expect(settings).toContain('PORT=3000')
  })
})

describe('.env', () => {
  /** @type {[what: string, text: string, values: Record<string, string>][]} */
  const readable = [
    ['a plain value', 'PORT=3001', { PORT: '3001' }],
    ['spaces around name and value', '  PORT =  3001  ', { PORT: '3001' }],
    ['export in front', 'export PORT=3001', { PORT: '3001' }],
    ['an empty value', 'PORT=', { PORT: '' }],
    ['double quotes', 'A="b c"', { A: 'b c' }],
    ['single quotes', 'A=\'b "c"\'', { A: 'b "c"' }],
    ['a comment behind a value', 'A=b # why', { A: 'b' }],
    ['a comment behind a quoted value', 'A="b # c" # why', { A: 'b # c' }],
    ['a hash inside a value', 'A=b#c', { A: 'b#c' }],
    ['an equals sign inside a value', 'A=b=c==', { A: 'b=c==' }],
    ['no expansion', 'A=$HOME\\n', { A: '$HOME\\n' }],
    ['comments and empty lines', '# one\n\n  # two\nA=b\n', { A: 'b' }],
    ['Windows line ends and a byte order mark', '\uFEFFA=b\r\nC=d\r\n', { A: 'b', C: 'd' }],
    ['the last of two lines with one name', 'A=b\nA=c', { A: 'c' }],
  ]
  test.for(readable)('reads %s', ([, text, values]) => {
    expect(parseEnvFile(text, '.env')).toEqual(values)
  })

  test.for([
    ['without an equals sign', 'A=b\nsecret-text'],
    ['with a name that is none', 'A=b\n1B=secret-text'],
    ['with a quote that is not closed', 'A=b\nB="secret-text'],
    ['with text behind a quoted value', 'A=b\nB="secret-text"c'],
  ])('names the number of a line %s, and does not show the line', ([, text]) => {
    expect(() => parseEnvFile(String(text), '.env')).toThrow(
      /^Line 2 of \.env is not of the form NAME=value\.$/,
    )
  })
})
