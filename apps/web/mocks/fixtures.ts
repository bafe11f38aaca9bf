import { exampleConnection, reconnectReasons } from '@latchkey/shared/contract'
import type { Connection } from '@latchkey/shared/contract'
import { ago, days, minutes } from './mock-state.ts'

function idOf(name: string): string {
  return name.padEnd(22, '0')
}

const harbour: Connection = {
  ...exampleConnection,
  connectedAt: ago(40 * days),
  checkedAt: ago(4 * minutes),
}

const nordlicht: Connection = {
  ...harbour,
  id: idOf('nordlicht'),
  workspace: { id: 'eu7kd93m', name: 'Nordlicht Verlag', region: 'eu' },
  admin: { id: '552310', name: 'Ines Example', email: 'ines@nordlicht.example', emailVerified: false },
  connectedAt: ago(3 * days),
  checkedAt: ago(3 * 60 * minutes),
}

const reef: Connection = {
  ...harbour,
  id: idOf('reef'),
  workspace: { id: 'au19xk2c', name: 'Reef & Rail', region: 'au' },
  admin: { id: '77120', name: 'Tom Sample', email: 'tom@reef.example', emailVerified: true },
  connectedAt: ago(200 * days),
  checkedAt: ago(2 * days),
}

const hostileNames = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202eecivreS lanretnI\u2066 قهوة الميناء',
  '🏳️‍🌈👩‍👩‍👧‍👦 Café ☕️ 株式会社港珈琲',
  'Anunreasonablylongworkspacenamewithoutanyspace'.repeat(5).slice(0, 200),
  '   ',
]

/** Connections of every sort; all names are invented. */
export const connections = {
  harbour,
  nordlicht,
  reef,
  broken: reconnectReasons.map((reason, index): Connection => ({
    ...reef,
    id: idOf(`broken${index}`),
    workspace: { id: `brk${index}`, name: `Broken Works ${index + 1}`, region: 'us' },
    status: 'needs_reconnect',
    reason,
  })),
  stopped: {
    ...nordlicht,
    id: idOf('stopped'),
    workspace: { id: 'us55tt1z', name: 'Old Mill Tea', region: 'us' },
    status: 'disconnected',
    disconnectedAt: ago(26 * 60 * minutes),
  } satisfies Connection,
  removed: {
    ...nordlicht,
    id: idOf('removed'),
    workspace: { id: 'us77pp4q', name: 'Kiln & Co', region: 'us' },
    status: 'disconnected',
    uninstall: 'confirmed',
    disconnectedAt: ago(5 * days),
  } satisfies Connection,
  hostile: hostileNames.map((name, index): Connection => ({
    ...harbour,
    id: idOf(`hostile${index}`),
    workspace: { id: `hst${index}`, name, region: 'unknown' },
    admin: {
      id: String(index),
      name,
      email: `${'very.long.local.part.'.repeat(9)}@${name.trim()}.example`,
      emailVerified: false,
    },
  })),
  many: Array.from({ length: 14 }, (_, index): Connection => ({
    ...harbour,
    id: idOf(`many${index}`),
    workspace: { id: `many${index}`, name: `Branch ${index + 1}`, region: 'us' },
  })),
}
