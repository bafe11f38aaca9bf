/** What this browser remembers between visits. Never anything secret; a browser that refuses storage just forgets. */
export interface Memory {
  read: () => string | undefined
  write: (value: string | undefined) => void
}

function memoryIn(area: () => Storage, key: string): Memory {
  return {
    read: () => {
      try {
        return area().getItem(key) ?? undefined
      } catch {
        return undefined
      }
    },
    write: (value) => {
      try {
        if (value === undefined) area().removeItem(key)
        else area().setItem(key, value)
      } catch {
        // Storage is full or forbidden: the app works without it.
      }
    },
  }
}

/** Kept by the browser until it is removed. `early.js` reads the same two keys. */
export const themeMemory = memoryIn(() => localStorage, 'latchkey.theme')
export const wasConnectedMemory = memoryIn(() => localStorage, 'latchkey.was-connected')

/** Kept by this tab: what the last start of a flow asked for, so that "Try again" asks the same. */
export const lastStartMemory = memoryIn(() => sessionStorage, 'latchkey.last-start')
