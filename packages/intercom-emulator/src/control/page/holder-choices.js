import { element } from './dom.js'

/** Offers the workspaces and apps that there are, in every list that asks for them; keeps what is chosen. */
export function offerHolders({ workspaces, apps }) {
  offer(
    'workspaces',
    workspaces.map(({ id, name }) => [id, `${name} (${id})`]),
  )
  offer(
    'apps',
    apps.map(({ clientId }) => [clientId, clientId]),
  )
}

function offer(what, choices) {
  for (const select of document.querySelectorAll(`select[data-offer="${what}"]`)) {
    const known = new Set([...select.options].map((option) => option.value))
    const added = choices.filter(([value]) => !known.has(value))
    select.append(...added.map(([value, text]) => element('option', { value }, text)))
  }
}
