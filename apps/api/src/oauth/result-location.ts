import { withResult, type FlowResult } from './return-to.ts'

/** The address in the web app where a flow ends. */
export function formatResultLocation(
  { webUrl }: { webUrl: string },
  returnTo: string,
  result: FlowResult,
): string {
  return webUrl + withResult(returnTo, result)
}

/** The address of the page that asks what to do with a workspace. */
export function formatPendingLocation({ webUrl }: { webUrl: string }, pendingId: string): string {
  return `${webUrl}/connect/confirm/${pendingId}`
}
