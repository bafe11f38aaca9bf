/** Decides, from what a client has sent since its last answer, whether that answer is to be lost. */
export type RequestMatcher = (sent: Buffer) => boolean

/** Which of the coming replies are to be lost. */
export type LostReplies = {
  readonly armed: boolean
  add(matches: RequestMatcher, times: number): void
  /** Whether the reply to what was sent is to be lost; each yes uses one up. */
  claims(sent: Buffer): boolean
  clear(): void
}

export function lostReplies(): LostReplies {
  let rules: { matches: RequestMatcher; left: number }[] = []
  return {
    get armed() {
      return rules.length > 0
    },
    add: (matches, times) => void rules.push({ matches, left: times }),
    claims(sent) {
      const rule = rules.find(({ matches }) => matches(sent))
      if (rule === undefined) return false
      rule.left -= 1
      rules = rules.filter(({ left }) => left > 0)
      return true
    },
    clear() {
      rules = []
    },
  }
}
