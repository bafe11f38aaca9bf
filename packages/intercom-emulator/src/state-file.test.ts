import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEmulator } from './create-emulator.ts'
import { askMe, connect, exchange, obtainCode } from './emulator-requests.ts'
import { startEmulator } from './start-emulator.ts'
import { StateFileError } from './state-file.ts'

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'intercom-emulator-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

test('tokens and installs outlive a restart, revoked ones as revoked', async () => {
  const folder = await makeFolder()
  const stateFile = join(folder, 'emulator.json')
  const first = await startEmulator({ stateFile })
  const [kept, revoked] = [await connect(first), await connect(first)]
  first.control.revokeTokens({ token: revoked })
  const { tokens, workspaces } = first.control.state()
  await first.close()

  const second = await startEmulator({ stateFile })
  expect(second.control.state()).toMatchObject({ tokens, workspaces })
  expect(await askMe(second, kept)).toMatchObject({ status: 200 })
  expect(await askMe(second, revoked)).toMatchObject({ status: 401 })
  expect(second.control.issueToken({ workspaceId: 'harbour1', adminId: '1001' }).id).toBe('token-3')
})

test('the file holds no token, code or secret, is its owner’s alone, and leaves no other behind', async () => {
  const folder = await makeFolder()
  const stateFile = join(folder, 'emulator.json')
  const emulator = await startEmulator({ stateFile })
  const code = await obtainCode(emulator)
  const { body } = await exchange(emulator, { code })
  const text = await readFile(stateFile, 'utf8')
  for (const secret of [code, (body as { token: string }).token, 'latchkey-dev-secret']) {
    expect(text).not.toContain(secret)
  }
  expect((await stat(stateFile)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['emulator.json'])
})

test.for(['{"version":1', '{"version":2}', ''])('a file with "%s" stops the start', async (text) => {
  const folder = await makeFolder()
  const stateFile = join(folder, 'emulator.json')
  await writeFile(stateFile, text)
  await expect(createEmulator({ stateFile })).rejects.toThrow(StateFileError)
  expect(await readFile(stateFile, 'utf8')).toBe(text)
})

test('a file in a folder that is not there stops the start', async () => {
  const folder = await makeFolder()
  const stateFile = join(folder, 'missing', 'emulator.json')
  await expect(createEmulator({ stateFile })).rejects.toThrow(StateFileError)
})
