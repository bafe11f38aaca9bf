/** One check box of an app in Intercom's Developer Hub. */
export interface Permission {
  /** Intercom's label of the check box (Intercom, "OAuth scopes"). */
  label: string
  /** What it lets the app do, in a sentence for the consent page. */
  says: string
  /** Whether Intercom itself has been seen to use the machine name; the others are made in its manner. */
  nameIsKnown: boolean
}

/**
 * The permissions that the emulated operations need, by machine name.
 *
 * Intercom publishes labels, not names: a name shows only where an error text or a description mentions it. Those have
 * `nameIsKnown`; an integration must not compare the others.
 */
export const permissionCatalogue = {
  read_single_admin: {
    label: 'Read one admin',
    says: 'See who you are: your name, your e-mail address and your workspace',
    nameIsKnown: true,
  },
  read_admins: {
    label: 'Read admins',
    says: 'See who else works in your workspace, and in which teams',
    nameIsKnown: false,
  },
  read_users_companies: {
    label: 'Read and list users and companies',
    says: 'Read contacts and companies',
    nameIsKnown: true,
  },
  write_users_companies: {
    label: 'Write users and companies',
    says: 'Create and change contacts and companies',
    nameIsKnown: false,
  },
  read_write_users: {
    label: 'Read and write users',
    says: 'Read, change, archive and delete contacts',
    nameIsKnown: true,
  },
  read_tags: { label: 'Read tags', says: 'Read tags', nameIsKnown: false },
  write_tags: { label: 'Write tags', says: 'Create, use and delete tags', nameIsKnown: false },
  read_conversations: { label: 'Read conversations', says: 'Read conversations', nameIsKnown: true },
  write_conversations: {
    label: 'Write conversations',
    says: 'Reply to conversations, and close, snooze and assign them',
    nameIsKnown: true,
  },
  write_events: { label: 'Write events', says: 'Send events about contacts', nameIsKnown: false },
} as const satisfies Record<string, Permission>

export type PermissionName = keyof typeof permissionCatalogue

// The keys of the very object that the type is derived from.
export const permissionNames = Object.keys(permissionCatalogue) as PermissionName[]
