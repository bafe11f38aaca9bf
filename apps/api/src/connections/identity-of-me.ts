import type { Admin, Region, Workspace } from '@latchkey/shared/contract'
import { parseRegion, type Me } from '@latchkey/shared/intercom'

/** Longest name or e-mail address that is kept, in characters; Intercom states no bound. */
const textMax = 300

/** The admin that Intercom named. What it left out is empty; its e-mail is never used to decide anything. */
export function adminOf(me: Me): Admin {
  return { id: me.id, name: tidy(me.name), email: tidy(me.email), emailVerified: me.email_verified }
}

/** The workspace that Intercom named; `undefined` when it named none, so that there is nothing to connect to. */
export function workspaceOf(me: Me): Workspace | undefined {
  if (me.app === undefined) return undefined
  return { id: me.app.id_code, name: tidy(me.app.name), region: parseRegion(me.app.region) }
}

/** The region to keep: what is known beats what is not; `undefined` when two known ones contradict each other. */
export function mergeRegion(kept: Region, told: Region): Region | undefined {
  if (kept === 'unknown') return told
  return told === 'unknown' || told === kept ? kept : undefined
}

/** Control characters have no place in a name and only serve to mislead whoever reads it. */
function tidy(text: string | undefined): string {
  return (text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, textMax)
}
