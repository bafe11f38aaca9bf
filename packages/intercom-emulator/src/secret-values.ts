import { hash, timingSafeEqual } from 'node:crypto'

/** Gives `size` random bytes; a test passes its own to know what comes out. */
export type RandomBytes = (size: number) => Uint8Array

/**
 * Makes an authorisation code: base64, of three lengths, so that a third each ends in nothing, `=` and `==`
 * (Intercom, "Setting up OAuth", warns that codes may end in `=`).
 */
export function makeCode(random: RandomBytes): string {
  const [lengthChoice = 0] = random(1)
  return Buffer.from(random(30 + (lengthChoice % 3))).toString('base64')
}

/** Makes a token in the form that Intercom's samples show: base64 of `tok:<uuid>:1:0`. */
export function makeToken(random: RandomBytes): string {
  return Buffer.from(`tok:${makeUuid(random)}:1:0`).toString('base64')
}

export function makeUuid(random: RandomBytes): string {
  return formatUuid(Buffer.from(random(16)).toString('hex'))
}

const uuidBytes = 16
const uuidsADraw = 256

/** Makes uuids one after another from random bytes drawn for many at once: a draw costs more than the rest. */
export function createUuids(random: RandomBytes): () => string {
  let hex = ''
  let place = 0
  return () => {
    if (place >= hex.length) {
      hex = Buffer.from(random(uuidBytes * uuidsADraw)).toString('hex')
      place = 0
    }
    const uuid = formatUuid(hex.slice(place, place + uuidBytes * 2))
    place += uuidBytes * 2
    return uuid
  }
}

function formatUuid(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

/** The form in which codes and tokens are kept: whoever reads the memory or the state file cannot use it. */
export function fingerprint(secret: string): string {
  return hash('sha256', secret)
}

/** Compares in a time that tells nothing about where two values differ, whatever their lengths. */
export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(fingerprint(left)), Buffer.from(fingerprint(right)))
}
