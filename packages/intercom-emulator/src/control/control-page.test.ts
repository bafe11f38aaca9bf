import { describe, expect, test } from 'vitest'
import { startEmulator } from '../start-emulator.ts'

describe('The control page', () => {
  test('loads its own scripts and style sheets and runs nothing else', async () => {
    const emulator = await startEmulator()
    const page = await fetch(`${emulator.url}/_emulator`)
    const text = await page.text()
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; connect-src 'self';")
    expect(text.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual([
      '<script type="module" src="/_emulator/assets/control-page.js"></script>',
    ])
    expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=/)
    const styleSheets = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(
      ([, path = '']) => path,
    )
    const answers = await Promise.all(styleSheets.map((path) => fetch(`${emulator.url}${path}`)))
    expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual(
      styleSheets.map(() => [200, 'text/css; charset=utf-8']),
    )
    expect(styleSheets.length).toBeGreaterThan(1)
    await Promise.all(answers.map((answer) => answer.arrayBuffer()))
  })

  test('is served every script that its scripts import', async () => {
    const emulator = await startEmulator()
    const wanted = ['./control-page.js']
    for (const name of wanted) {
      const script = await fetch(`${emulator.url}/_emulator/assets/${name.slice('./'.length)}`)
      expect([name, script.status, script.headers.get('content-type')]).toEqual([
        name,
        200,
        'text/javascript; charset=utf-8',
      ])
      const imported = [...(await script.text()).matchAll(/^import .* from '(.*)'$/gm)].map(
        ([, from = '']) => from,
      )
      wanted.push(...imported.filter((from) => !wanted.includes(from)))
    }
    expect(wanted).toContain('./requests-view.js')
  })

  test('has a label for every input', async () => {
    const emulator = await startEmulator()
    const text = await (await fetch(`${emulator.url}/_emulator`)).text()
    const ids = [...text.matchAll(/<(?:input|select)\s[^>]*?id="([^"]+)"/g)].map(([, id = '']) => id)
    const labelled = [...text.matchAll(/<label[^>]*? for="([^"]+)"/g)].map(([, id = '']) => id)
    expect(ids.length).toBeGreaterThan(20)
    expect(ids.length).toBe([...text.matchAll(/<(?:input|select)\s/g)].length)
    expect(ids.filter((id) => !labelled.includes(id))).toEqual([])
  })

  test('says how many items a search looks at', async () => {
    const emulator = await startEmulator({ searchScannedMax: 1234 })
    expect(await (await fetch(`${emulator.url}/_emulator`)).text()).toContain('1,234 items')
  })
})
