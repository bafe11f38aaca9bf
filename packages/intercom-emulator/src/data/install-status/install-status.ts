/** How an app says that its installation in a workspace is doing. */
export interface InstallStatus {
  state: 'OK' | 'UNHEALTHY' | 'UNKNOWN'
  message?: string | undefined
  cta_type?: 'URL_CTA' | 'REINSTALL_CTA' | undefined
  cta_label?: string | undefined
  cta_url?: string | undefined
}

export interface ToldStatus extends InstallStatus {
  clientId: string
  /** On the emulator's clock, milliseconds since 1970. */
  toldAtMs: number
}

/** What each app said last of its installation in one workspace. */
export function createInstallStatuses() {
  const statuses = new Map<string, ToldStatus>()
  return {
    tell(status: ToldStatus): void {
      statuses.set(status.clientId, status)
    },
    list: (): ToldStatus[] => [...statuses.values()],
  }
}
