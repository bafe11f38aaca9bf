/** The control API has refused; the message is its own and says what is wrong. */
export class Refusal extends Error {}

/** @returns what the control API answers; rejects with a `Refusal`, or a `TypeError` where nothing answers */
export async function ask(path, { method = 'GET', body } = {}) {
  const answer = await fetch(`/_emulator/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const json = await answer.json()
  if (!answer.ok) throw new Refusal(json.message ?? `The emulator answered ${answer.status}`)
  return json
}

export const post = (path, body) => ask(path, { method: 'POST', body })

/** What to tell a person about a call that did not work. */
export function problemOf(error) {
  return error instanceof Refusal ? `That did not work: ${error.message}` : 'The emulator is not answering'
}
