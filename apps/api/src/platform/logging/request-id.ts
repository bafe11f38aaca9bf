import type { Random } from '#api/platform/random.ts'

/** A request's id: 96 random bits as 16 characters. Ours alone, because one from outside could forge log lines. */
export function newRequestId(random: Random): string {
  return random.bytes(12).toString('base64url')
}
