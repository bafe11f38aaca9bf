import { permissionCatalogue, permissionNames } from './permissions.ts'
import type { PermissionName } from './permissions.ts'

/** The parts of Intercom that apps are told apart by: where a workspace is hosted. */
export type Region = 'us' | 'eu' | 'au'

export interface SeedAdmin {
  /** Digits in a string, as Intercom sends it. */
  id: string
  name: string
  email: string
  emailVerified: boolean
  jobTitle: string
  /** `null` where the person never uploaded a picture. */
  avatarUrl: string | null
}

/** How many items a workspace starts with. */
export interface WorkspaceSize {
  contacts: number
  companies: number
  conversations: number
}

export interface SeedWorkspace {
  /** Intercom's `app.id_code`. */
  id: string
  name: string
  region: Region
  timezone: string
  /** Unix seconds. */
  createdAt: number
  size: WorkspaceSize
  admins: Readonly<Record<string, SeedAdmin>>
}

export interface SeedPermission {
  /** The machine name, as it stands in error texts. */
  name: PermissionName
  /** What it lets the app do, in a sentence for the consent page. */
  says: string
}

export interface SeedApp {
  clientId: string
  clientSecret: string
  name: string
  /** The version that answers a call without an `Intercom-Version` header. */
  apiVersion: string
  permissions: readonly SeedPermission[]
}

export interface Seed {
  apps: Readonly<Record<string, SeedApp>>
  workspaces: Readonly<Record<string, SeedWorkspace>>
}

const asked = (...names: PermissionName[]): SeedPermission[] =>
  names.map((name) => ({ name, says: permissionCatalogue[name].says }))

const defaultAvatarUrl = 'https://static.intercomassets.com/assets/default-avatars/admins/128.png'

/**
 * What the emulator starts with. Every id, name and secret here is fixed, so tests and tools may rely on them.
 *
 * Traps on purpose: Priya's e-mail is not verified; Élodie and Bartholomew have no picture; Maya is an admin of
 * two workspaces under one e-mail address and two ids, so matching people by e-mail goes wrong; Wattle Coffee
 * has a very long name and one written from right to left, and nobody wrote to it yet: its lists are empty.
 */
export const seed = {
  apps: {
    full: {
      clientId: 'latchkey-dev',
      clientSecret: 'latchkey-dev-secret',
      name: 'Latchkey (development)',
      apiVersion: '2.16',
      permissions: asked('read_single_admin', 'read_users_companies', 'read_conversations'),
    },
    limited: {
      clientId: 'latchkey-limited',
      clientSecret: 'latchkey-limited-secret',
      name: 'Latchkey (without “Read one admin”)',
      apiVersion: '2.16',
      permissions: asked('read_users_companies', 'read_conversations'),
    },
    workbench: {
      clientId: 'latchkey-workbench',
      clientSecret: 'latchkey-workbench-secret',
      name: 'Latchkey workbench (every permission)',
      apiVersion: '2.16',
      permissions: asked(...permissionNames),
    },
  },
  workspaces: {
    us: {
      id: 'harbour1',
      name: 'Harbour Books',
      region: 'us',
      timezone: 'America/New_York',
      createdAt: 1_609_459_200,
      size: { contacts: 2400, companies: 130, conversations: 900 },
      admins: {
        maya: {
          id: '1001',
          name: 'Maya Chen',
          email: 'maya@harbour-books.example',
          emailVerified: true,
          jobTitle: 'Owner',
          avatarUrl: defaultAvatarUrl,
        },
        tomas: {
          id: '1002',
          name: 'Tomás Rivera',
          email: 'tomas@harbour-books.example',
          emailVerified: true,
          jobTitle: 'Support lead',
          avatarUrl: defaultAvatarUrl,
        },
        priya: {
          id: '1003',
          name: 'Priya Natarajan',
          email: 'priya@harbour-books.example',
          emailVerified: false,
          jobTitle: 'Bookseller',
          avatarUrl: defaultAvatarUrl,
        },
      },
    },
    eu: {
      id: 'linden02',
      name: 'Linden Bikes',
      region: 'eu',
      timezone: 'Europe/Berlin',
      createdAt: 1_640_995_200,
      size: { contacts: 160, companies: 12, conversations: 60 },
      admins: {
        jonas: {
          id: '2001',
          name: 'Jonas Weber',
          email: 'jonas@linden-bikes.example',
          emailVerified: true,
          jobTitle: 'Owner',
          avatarUrl: defaultAvatarUrl,
        },
        elodie: {
          id: '2002',
          name: 'Élodie Martin',
          email: 'elodie@linden-bikes.example',
          emailVerified: true,
          jobTitle: 'Workshop',
          avatarUrl: null,
        },
        maya: {
          id: '2003',
          name: 'Maya Chen',
          email: 'maya@harbour-books.example',
          emailVerified: true,
          jobTitle: 'Adviser',
          avatarUrl: defaultAvatarUrl,
        },
      },
    },
    au: {
      id: 'wattle03',
      name: 'Wattle Coffee',
      region: 'au',
      timezone: 'Australia/Sydney',
      createdAt: 1_672_531_200,
      size: { contacts: 0, companies: 0, conversations: 0 },
      admins: {
        isla: {
          id: '3001',
          name: 'Isla Nguyen',
          email: 'isla@wattle-coffee.example',
          emailVerified: true,
          jobTitle: 'Owner',
          avatarUrl: defaultAvatarUrl,
        },
        layla: {
          id: '3002',
          name: 'ليلى حداد',
          email: 'layla@wattle-coffee.example',
          emailVerified: true,
          jobTitle: 'Roaster',
          avatarUrl: defaultAvatarUrl,
        },
        bartholomew: {
          id: '3003',
          name: 'Bartholomew Featherstonehaugh-Cholmondeley of Upper Kangaroo Valley',
          email: 'bartholomew.featherstonehaugh-cholmondeley.of.upper.kangaroo.valley@wattle-coffee.example',
          emailVerified: true,
          jobTitle: 'Barista',
          avatarUrl: null,
        },
      },
    },
  },
} as const satisfies Seed
