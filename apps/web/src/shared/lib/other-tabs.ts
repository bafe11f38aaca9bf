const channelName = 'latchkey'

let channel: BroadcastChannel | undefined
const open = (): BroadcastChannel => (channel ??= new BroadcastChannel(channelName))

/** Tells this browser's other tabs that what the server knows has changed; they ask it again. */
export function tellOtherTabs(): void {
  open().postMessage('changed')
}

/** Calls back when another tab changed something; returns how to stop listening. */
export function onOtherTabChanged(listener: () => void): () => void {
  const follow = (): void => listener()
  open().addEventListener('message', follow)
  return () => open().removeEventListener('message', follow)
}
