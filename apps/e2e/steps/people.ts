/** One of the emulator's made-up admins, as a person sees them on the consent page. */
export interface Person {
  readonly workspace: string
  readonly workspaceId: string
  readonly admin: string
  readonly adminId: string
}

const harbour = { workspace: 'Harbour Books', workspaceId: 'harbour1' }
const linden = { workspace: 'Linden Bikes', workspaceId: 'linden02' }
const wattle = { workspace: 'Wattle Coffee', workspaceId: 'wattle03' }

/** Who connects in the journeys. */
export const people = {
  maya: { ...harbour, admin: 'Maya Chen', adminId: '1001' },
  tomas: { ...harbour, admin: 'Tomás Rivera', adminId: '1002' },
  /** Her e-mail address is not verified. */
  priya: { ...harbour, admin: 'Priya Natarajan', adminId: '1003' },
  jonas: { ...linden, admin: 'Jonas Weber', adminId: '2001' },
  /** Her name is written from right to left. */
  layla: { ...wattle, admin: 'ليلى حداد', adminId: '3002' },
  /** A very long name and address. */
  bartholomew: {
    ...wattle,
    admin: 'Bartholomew Featherstonehaugh-Cholmondeley of Upper Kangaroo Valley',
    adminId: '3003',
  },
} as const satisfies Record<string, Person>
